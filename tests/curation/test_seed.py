"""`manage.py seed` adds what is missing, leaves what is there, and says so."""

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from apps.actors.models import Actor, ActorCitation
from apps.cooperation.models import CooperationCitation, Format, Membership, PartnershipParty
from apps.curation.seeding.rows import models
from apps.debate.models import Proposer
from apps.record.actions import publish, withdraw
from apps.record.models import Changeset, Release, Verb
from tests.curation.folders import append, seed, write

pytestmark = pytest.mark.django_db

NEW_CITATION = """\
- model: cooperation.cooperationcitation
  fields: {slug: format-eurocorps-paper-2, format: eurocorps, source: paper}
- model: cooperation.membership
  fields: {slug: poland-eurocorps-contributor, member_actor: poland, target_format: eurocorps, role: contributor}
- model: cooperation.cooperationcitation
  fields: {slug: membership-poland-eurocorps-contributor-paper, membership: poland-eurocorps-contributor, source: paper}
"""


def stand() -> dict[str, list[object]]:
    """Every record as it stands."""
    return {label: list(model._default_manager.order_by("pk").values()) for label, model in models().items()}


def test_each_folder_is_one_changeset_with_its_author_and_reason(tmp_path: Path) -> None:
    seed(write(tmp_path))
    assert list(Changeset.objects.values_list("number", "author", "reason")) == [
        (1, "The founders", "A small beginning."),
        (2, "A curator", "A second source."),
    ]
    assert CooperationCitation.history.get(slug="format-eurocorps-book").opened == 2


def test_the_release_names_the_changeset_of_its_folder(tmp_path: Path) -> None:
    seed(write(tmp_path))
    release = Release.objects.get()
    assert (release.name, release.changeset_id, release.title) == ("small", 1, "A small release")


def test_a_release_added_later_names_the_changeset_that_the_folder_became(tmp_path: Path) -> None:
    seed(write(tmp_path))
    append(tmp_path, "02-second/changeset.yaml", 'release: {name: "2026.1", title: The next}\n')
    assert "released as 2026.1" in seed(tmp_path)
    assert Release.objects.get(name="2026.1").changeset_id == 2


def test_every_version_says_that_it_was_seeded(tmp_path: Path) -> None:
    seed(write(tmp_path))
    versions = [row for model in models().values() for row in model.history.all()]  # type: ignore[attr-defined]
    assert {version.verb for version in versions} == {Verb.SEED}


def test_rows_may_stand_in_any_order(tmp_path: Path) -> None:
    seed(write(tmp_path))
    assert Membership.objects.get(slug="poland-eurocorps-observer").followed_from == "2021"


def test_it_tells_per_folder_what_it_added_and_left(tmp_path: Path) -> None:
    first = seed(write(tmp_path)).splitlines()
    assert first[0] == "01-first: added 20 in changeset 1, left 0, released as small"
    assert "2 memberships" in first[1]
    assert first[2:] == ["02-second: added 2 in changeset 2, left 0", "  1 sources, 1 cooperation citations"]
    assert seed(tmp_path).splitlines() == ["01-first: nothing to add, left 20", "02-second: nothing to add, left 2"]


def test_it_can_be_silent(tmp_path: Path) -> None:
    assert seed(write(tmp_path), verbosity=0) == ""


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    seed(write(tmp_path))
    before = stand()
    seed(tmp_path)
    assert stand() == before
    assert Changeset.objects.count() == 2


def test_a_second_run_asks_once_per_model_however_many_rows_there_are(tmp_path: Path) -> None:
    seed(write(tmp_path))
    with CaptureQueriesContext(connection) as asked:
        seed(tmp_path)
    assert len(asked) < len(models()) + 20


def test_rows_without_a_slug_are_not_added_twice(tmp_path: Path) -> None:
    seed(write(tmp_path))
    append(tmp_path, "02-second/later.yaml", "- model: debate.proposer\n  fields: {proposal: variant, actor: poland}\n")
    seed(tmp_path)
    assert PartnershipParty.objects.count() == 2
    assert Proposer.objects.count() == 2


def test_what_a_person_changed_stays(tmp_path: Path) -> None:
    seed(write(tmp_path))
    eurocorps = Format.objects.get(slug="eurocorps")
    eurocorps.start_edtf = "1993"
    publish(rows=[eurocorps], reason="A better source.", verb=Verb.CORRECT, author="A curator")
    party = PartnershipParty.objects.get(party_actor="poland")
    withdraw(row=party, reason="It never sat there.", author="A curator")
    append(
        tmp_path,
        "02-second/later.yaml",
        "- model: sources.source\n  fields: {slug: act, title: Act, kind: legal-act}\n",
    )
    seed(tmp_path)
    assert Format.objects.get(slug="eurocorps").start_edtf == "1993"
    assert PartnershipParty.objects.get(party_actor="poland").withdrawn
    assert Changeset.objects.latest("number").number == 5


def test_new_rows_that_point_at_something_withdrawn_are_left_out(tmp_path: Path) -> None:
    seed(write(tmp_path))
    poland = Actor.objects.get(slug="poland")
    along = [*Membership.objects.order_by("-slug"), *PartnershipParty.objects.all(), *Proposer.objects.all()]
    along += CooperationCitation.objects.exclude(membership=None)
    withdraw(row=poland, reason="For a test.", along=along, author="A curator")
    append(tmp_path, "02-second/later.yaml", NEW_CITATION)
    assert "added 1 in changeset 4, left 2, left out 2 that point at something withdrawn" in seed(tmp_path)
    assert not Membership.objects.filter(role="contributor").exists()
    assert ActorCitation.objects.get().withdrawn

"""Duplicates are found by their names, compared side by side, and merged through review like any other change."""

from typing import Any

import pytest
from django.test import Client

from apps.actors.models import Actor
from apps.cooperation.models import Membership
from apps.record.models import PendingChangeset
from apps.record.pending.reviewing import approve
from tests.curators import Form, curator, examples, record, reviewer
from tests.record.admin.conftest import static_files

__all__ = ["static_files"]
REASON = "One state under two names."


@pytest.fixture
def twice(db: None, static_files: None) -> tuple[Any, Any]:
    """Poland, and Poland once more, in the Eurocorps both."""
    rows = examples()
    again = Actor(slug="poland-2", name="Polande", kind="state", start_edtf="..", note="On the Baltic.")
    spell = Membership(
        slug="poland-2-eurocorps-member", member_actor_id="poland-2", target_format_id="eurocorps", role="member",
        start_edtf="2022-01",
    )  # fmt: skip
    record(again, spell)
    return again, rows[Actor]


def browser(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(loser: Any, survivor: Any) -> str:
    return f"/admin/merge/?model=actors.actor&loser={loser.slug}&survivor={survivor.slug}"


def spells() -> tuple[Any, Any]:
    slugs = ("poland-2-eurocorps-member", "poland-eurocorps-member")
    return tuple(Membership.objects.get(slug=slug) for slug in slugs)  # type: ignore[return-value]  # two of them


def test_names_that_are_alike_are_paired_with_their_score(twice: Any) -> None:
    page = browser(curator("cora", "Cora")).get("/admin/duplicates/?model=actors.actor").content.decode()
    assert "Polande" in page
    assert address(*twice).replace("&", "&amp;") in page
    Actor.objects.filter(slug="poland-2").update(name="Belgium")
    page = browser(reviewer("rex", "Rex")).get("/admin/duplicates/?model=actors.actor").content.decode()
    assert "No two names are alike." in page


def test_a_merge_is_proposed_approved_and_leaves_both_histories(twice: Any) -> None:
    loser, survivor = twice
    cora = browser(curator("cora", "Cora"))
    page = cora.get(address(loser, survivor)).content.decode()
    one, other = spells()
    key = f"cooperation.membership:{one.pk}:{other.pk}"
    assert key in page
    assert "<li>Polande, by “A report”</li>" in page
    assert cora.post(address(loser, survivor), {"reason": REASON, "take": "note", "along": key}).status_code == 302
    loser.refresh_from_db()
    assert not loser.withdrawn
    approve(pending=PendingChangeset.objects.get(), reviewer=reviewer("rex", "Rex"))
    for row in (loser, survivor):
        row.refresh_from_db()
    assert (loser.withdrawn, loser.merged_into_id) == (True, "poland")
    assert (survivor.note, survivor.name) == ("On the Baltic.", "Poland")
    one.refresh_from_db()
    assert one.merged_into_id == other.slug
    assert {version.verb for version in loser.history.all()} == {"add", "merge"}
    assert {version.verb for version in survivor.history.all()} == {"add", "correct"}


def test_what_cannot_be_there_twice_is_said_and_nothing_is_merged(twice: Any) -> None:
    rex = browser(reviewer("rex", "Rex"))
    answer = rex.post(address(*twice), {"reason": REASON})
    assert answer.status_code == 200
    assert "This member already has this role" in answer.content.decode()
    assert not Actor.objects.get(slug="poland-2").withdrawn


@pytest.mark.parametrize("asked", ["", "model=auth.user"])
def test_there_is_no_merging_of_what_is_no_record(twice: Any, asked: str) -> None:
    assert browser(reviewer("rex", "Rex")).get(f"/admin/merge/?{asked}").status_code == 404


def test_two_whose_names_are_not_alike_are_named_by_slug_on_the_same_page(twice: Any) -> None:
    rex = browser(reviewer("rex", "Rex"))
    form = Form(rex.get("/admin/duplicates/?model=actors.actor"))
    assert {"model", "loser", "survivor"} <= form.entries.keys()
    assert rex.get("/admin/merge/?model=actors.actor&loser= poland-2 &survivor=poland").status_code == 200


@pytest.mark.parametrize(
    ("loser", "survivor", "told"),
    [
        ("atlantis", "poland", "No actor has the slug “atlantis”, or it is withdrawn."),
        ("poland", "", "No actor has the slug “”"),
        ("poland", "poland", "“poland” cannot be merged into itself"),
    ],
)
def test_two_that_cannot_be_merged_are_told_on_the_page_that_asks(
    twice: Any, loser: str, survivor: str, told: str
) -> None:
    asked = f"/admin/merge/?model=actors.actor&loser={loser}&survivor={survivor}"
    assert told in browser(reviewer("rex", "Rex")).get(asked, follow=True).content.decode()

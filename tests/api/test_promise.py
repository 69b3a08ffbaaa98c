"""What an address answered right after a changeset is what it answers with known_at for ever."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from apps.actors.models import Actor
from apps.chronicle.resources import RESOURCES
from apps.cooperation.models import CooperationCitation, Format, Membership, Standing
from apps.record.actions import publish, restore, withdraw
from apps.record.models import Verb
from apps.sources.models import Source
from tests.api.asking import API, SEEDED, get
from tests.databases import clone

POLAND = "poland-eurocorps-framework-nation"


@pytest.fixture
def seeded_copy(seeded: str) -> Iterator[str]:
    """A seeded database of the test's own, in which it may commit."""
    with clone(f"{seeded}_copy") as name:
        yield name


def rename() -> None:
    poland = Actor.objects.get(slug="poland")
    poland.name = "Republic of Poland"
    publish(rows=[poland], reason="Its full name", verb=Verb.CORRECT, author="A. Curator")


def redate() -> None:
    spell = Membership.objects.get(slug=POLAND)
    spell.start_edtf, spell.start_reason = "2022-01-25", "The day of the ceremony."
    publish(rows=[spell], reason="A better source", verb=Verb.CORRECT, author="A. Curator")


def cite() -> None:
    citation = CooperationCitation(slug="membership-poland-x", stance="mentions")
    citation.membership_id, citation.source_id = POLAND, Source.objects.values_list("slug", flat=True)[0]
    publish(rows=[citation], reason="Another source", verb=Verb.ADD, author="B. Curator")


def follow() -> None:
    former = Membership.objects.get(slug="norway-edf-associated-country")
    spell = Membership(slug="norway-edf-member", role="member", standing=Standing.IN_FORCE, start_edtf="2026-03")
    spell.member_actor_id, spell.target_instrument_id, spell.follows_id = "norway", "edf", former.slug
    citation = CooperationCitation(slug="membership-norway-edf-member-x", membership_id=spell.slug)
    citation.source_id = "iai-doc-26-05"
    publish(rows=[spell, citation], reason="Another role", verb=Verb.CHANGE, author="B. Curator")


def take_back() -> None:
    withdraw(row=Membership.objects.get(slug="norway-edf-member"), reason="Not so", author="A. Curator")


def bring_back() -> None:
    restore(row=Membership.objects.get(slug="norway-edf-member"), reason="So after all", author="A. Curator")


def end_a_format() -> None:
    mission = Format.objects.get(slug="eumam-ukraine")
    mission.status, mission.ended, mission.end_edtf = "ended", True, "2026-11-15"
    publish(rows=[mission], reason="Its mandate ended", verb=Verb.END, author="A. Curator")


def all_at_once() -> None:
    Actor.objects.filter(kind="state").update(note="Seen in bulk")


CHANGES: list[Callable[[], None]] = [rename, redate, cite, follow, take_back, bring_back, end_a_format, all_at_once]
ADDRESSES = [
    *(f"{name}/?page_size=500" for name, resource in RESOURCES.items() if resource.remembered),
    f"citations/?subject={POLAND}",
    "memberships/?target=eurocorps&valid_at=2021-06-30",
    "memberships/?actor=norway&standing=all&valid_from=2026-01-01",
    "formats/?valid_at=2025-01-01&certainty=certain",
    "actors/poland/",
    f"memberships/{POLAND}/?valid_at=2021-06-30",
]


def answers(known_at: str = "") -> dict[str, Any]:
    found = {}
    for address in ADDRESSES:
        join = "&" if "?" in address else "?"
        answer = get(address + (f"{join}known_at={known_at}" if known_at else ""))
        changeset = answer.pop("basis")["changeset"]
        assert not known_at or known_at == f"changeset:{changeset}"
        answer.pop("next", None)
        found[address] = answer
    return found


def test_known_at_gives_for_ever_what_was_answered_then(seeded_copy: str) -> None:
    then = {SEEDED: answers()}
    for number, change in enumerate(CHANGES, SEEDED + 1):
        change()
        assert get("actors/?page_size=1")["basis"]["changeset"] == number, change.__name__
        then[number] = answers()
        assert then[number] != then[number - 1], f"{change.__name__} changed no answer"
    for number, answer in then.items():
        assert answers(f"changeset:{number}") == answer


def test_a_former_spell_ends_when_its_successor_begins(seeded_copy: str) -> None:
    follow()
    former = get("memberships/norway-edf-associated-country/")
    assert (former["end_edtf"], former["ended"]) == ("", False)
    assert (former["end_earliest"], former["end_latest"]) == ("2026-02-28", "2026-03-30")
    take_back()
    assert get("memberships/norway-edf-associated-country/")["end_latest"] is None


def test_what_was_withdrawn_is_gone_but_was_known(seeded_copy: str) -> None:
    follow()
    number = get("memberships/norway-edf-member/")["basis"]["changeset"]
    take_back()
    gone = Client(headers={"host": "localhost"}).get(f"{API}memberships/norway-edf-member/")
    assert gone.status_code == 410
    assert "Not so" in gone.json()["detail"]
    assert get(f"memberships/norway-edf-member/?known_at=changeset:{number}")["role"] == "member"

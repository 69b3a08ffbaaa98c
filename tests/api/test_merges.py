"""A record that turned out to be another: its address leads there, and what it was is known for ever."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from apps.actors.models import Actor
from apps.cooperation.models import Membership
from apps.record.actions import merge, publish, withdraw
from apps.record.models import Verb
from tests.api.asking import API, get, refused
from tests.databases import clone
from tests.factories import ActorCitationFactory, ActorFactory, CooperationCitationFactory, MembershipFactory

SOURCE = "iai-doc-26-05"
SPELL = "polska-eurocorps-observer"


@pytest.fixture
def merged(seeded: str) -> Iterator[int]:
    """Poland, recorded twice, and merged; the changeset in which that was done."""
    with clone(f"{seeded}_merged") as name:
        assert name
        twice()
        yield unite()


def twice() -> None:
    """A second Poland, with a citation and a spell of its own."""
    actor = ActorFactory.build(slug="polska", name="Polska")
    spell = MembershipFactory.build(slug=SPELL, member_actor=None, target_format=None, role="observer")
    spell.member_actor_id, spell.target_format_id = "polska", "eurocorps"
    cited = ActorCitationFactory.build(slug="actor-polska-x", actor=None, source=None)
    cited.actor_id, cited.source_id = "polska", SOURCE
    other = CooperationCitationFactory.build(slug="membership-polska-x", format=None, source=None)
    other.membership_id, other.source_id = SPELL, SOURCE
    publish(rows=[actor, spell, cited, other], reason="Found it", verb=Verb.ADD, author="B. Curator")


def unite() -> int:
    rows = {row.slug: row for row in Actor.objects.filter(slug__in=["polska", "poland"])}
    number = merge(loser=rows["polska"], survivor=rows["poland"], reason="One state", author="A. Curator")
    assert number is not None
    return number


def ask(address: str, **headers: str) -> Any:
    return Client(headers={"host": "localhost"} | headers).get(API + address)


@pytest.mark.parametrize("query", ["", "?valid_at=2020-01-01&expand=citations", "?fields=name%2Ckind"])
@pytest.mark.parametrize("form", ["/", ".json", ".jsonld"])
def test_the_address_of_the_loser_leads_to_the_survivor_with_the_same_question(
    merged: int, query: str, form: str
) -> None:
    response = ask(f"actors/polska{form}{query}")
    assert (response.status_code, response["Location"]) == (308, f"{API}actors/poland{form}{query}")
    assert response["Eudefence-Changeset"] == str(merged)
    told = response.json()
    assert told["withdrawn"]["reason"] == "One state"
    assert told["merged_into"] == f"{API}actors/poland/"
    assert ask(response["Location"].removeprefix(API)).status_code == 200


def test_a_pinned_question_stays_pinned_and_before_the_merge_the_loser_is_what_it_was(merged: int) -> None:
    query = f"?known_at=changeset:{merged}"
    response = ask(f"actors/polska/{query}")
    assert (response.status_code, response["Location"]) == (308, f"{API}actors/poland/{query}")
    assert "immutable" in response["Cache-Control"]
    before = f"known_at=changeset:{merged - 1}"
    assert get(f"actors/polska/?{before}")["name"] == "Polska"
    assert get(f"memberships/{SPELL}/?{before}")["actor"]["slug"] == "polska"
    assert get(f"memberships/{SPELL}/")["actor"] == get("memberships/?actor=poland")["results"][0]["actor"]
    assert "actor-polska-x" in {c["slug"] for c in get("citations/?subject=poland")["results"]}
    assert get("memberships/?actor=polska&standing=all")["results"] == []


def test_the_feed_and_both_histories_tell_of_the_merge(merged: int) -> None:
    told = {change["slug"]: change for change in get(f"changes/?after={merged - 1}")["results"]}
    assert set(told) == {"polska", SPELL, "actor-polska-x"}
    assert {(change["verb"], change["axis"]) for change in told.values()} == {("merge", "record")}
    gone = told["polska"]
    assert (gone["before"]["name"], gone["after"], gone["merged_into"]) == ("Polska", None, f"{API}actors/poland/")
    moved = told[SPELL]
    assert (moved["before"]["actor"]["slug"], moved["after"]["actor"]["slug"]) == ("polska", "poland")
    assert moved["merged_into"] is None
    added, last = get("actors/polska/history/")["results"]
    assert (added["verb"], added["record"]["name"], added["merged_into"]) == ("add", "Polska", None)
    assert (last["verb"], last["record"], last["merged_into"]) == ("merge", None, f"{API}actors/poland/")
    assert (added["successor-version"], last["predecessor-version"]) == (last["url"], added["url"])
    assert "merge" not in [each["verb"] for each in get("actors/poland/history/")["results"]]
    difference = get(f"diff/?known_from=changeset:{merged - 1}")["results"]
    assert [row["slug"] for row in difference["actors"]["withdrawn"]] == ["polska"]


def test_what_was_merged_twice_leads_to_the_last_survivor_and_if_that_is_withdrawn_to_its_tombstone(
    merged: int,
) -> None:
    state = ActorFactory.build(slug="rzeczpospolita")
    cited = ActorCitationFactory.build(slug="actor-rzeczpospolita-x", actor=None, source=None)
    cited.actor_id, cited.source_id = state.slug, SOURCE
    publish(rows=[state, cited], reason="Found it", verb=Verb.ADD, author="B. Curator")
    merge(loser=Actor.objects.get(slug="poland"), survivor=state, reason="Its name", author="A. Curator")
    assert ask("actors/polska/")["Location"] == ask("actors/poland/")["Location"] == f"{API}actors/{state.slug}/"
    then = ask(f"actors/polska/?known_at=changeset:{merged}")
    assert then["Location"] == f"{API}actors/poland/?known_at=changeset:{merged}"


def test_a_tombstone_tells_who_withdrew_it_when_why_and_where_its_last_version_is(merged: int) -> None:
    withdraw(row=Membership.objects.get(slug=SPELL), reason="Not so", author="A. Curator")
    status, problem = refused(f"memberships/{SPELL}/")
    assert (status, problem["title"]) == (410, "Withdrawn")
    told = problem["withdrawn"]
    assert (told["author"], told["reason"], told["changeset"]) == ("A. Curator", "Not so", merged + 1)
    assert told["instant"] == get(f"changesets/{merged + 1}/")["instant"]
    assert get(told["last_version"].removeprefix(API))["actor"]["slug"] == "poland"
    Membership.objects.filter(slug=SPELL).update(note="Touched after it went")
    assert refused(f"memberships/{SPELL}/")[1]["withdrawn"] == told
    assert ask(f"memberships/{SPELL}/")["Eudefence-Changeset"] == str(merged + 2)

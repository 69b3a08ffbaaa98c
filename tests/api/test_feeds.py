"""Following the record: the feed misses nothing, and each row tells its versions."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from apps.actors.models import Actor
from apps.chronicle.resources import RESOURCES
from apps.cooperation.models import Membership, Partnership, PartnershipParty
from apps.record.actions import publish, withdraw
from apps.record.models import Verb
from tests.api.asking import API, SEEDED, get, refused, sql
from tests.databases import clone

POLAND = "poland-eurocorps-framework-nation"


@pytest.fixture
def changed(seeded: str) -> Iterator[str]:
    """The seeded record and four changesets more."""
    with clone(f"{seeded}_feed") as name:
        poland = Actor.objects.get(slug="poland")
        poland.name = "Republic of Poland"
        publish(rows=[poland], reason="Its full name", verb=Verb.CORRECT, author="A. Curator")
        withdraw(row=Membership.objects.get(slug=POLAND), reason="Not so", author="A. Curator")
        party = PartnershipParty(partnership=Partnership.objects.get(slug="eda-norway-arrangement"))
        party.party_actor_id = "netherlands"
        publish(rows=[party], reason="One side more", verb=Verb.ADD, author="B. Curator")
        Actor.objects.filter(kind="person").update(note="Seen in bulk")
        yield name


def walk(address: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    following: str | None = address
    while following:
        answer = get(following.removeprefix(API))
        found += answer["results"]
        following = answer["next"]
    return found


def bare(row: dict[str, Any] | None) -> Any:
    """A row without the names of what it links to: they change with their own rows."""
    return row and {key: value for key, value in row.items() if key != "label" and not isinstance(value, dict | list)}


def published() -> dict[tuple[str, str], Any]:
    rows = {}
    for name, resource in RESOURCES.items():
        if resource.remembered:
            standing = "&standing=all" if resource.standing else ""
            rows |= {(name, row["slug"]): row for row in walk(f"{name}/?page_size=500{standing}")}
    return rows


def test_whoever_walks_the_feed_from_the_beginning_ends_with_what_is_published(changed: str) -> None:
    state: dict[tuple[str, str], Any] = {}
    order = []
    for change in walk("changes/?page_size=300"):
        key = change["resource"], change["slug"]
        assert bare(state.get(key)) == bare(change["before"])
        state[key] = change["after"]
        order.append((change["changeset"], *key))
    assert order == sorted(set(order))
    assert {key: bare(row) for key, row in state.items() if row} == {k: bare(row) for k, row in published().items()}


def test_the_feed_says_what_was_done_and_on_which_clock(changed: str) -> None:
    first, second, third, fourth = (walk(f"changes/?after={n}") for n in range(SEEDED, SEEDED + 4))
    assert [(c["slug"], c["verb"], c["axis"]) for c in first if c["changeset"] == SEEDED + 1] == [
        ("poland", "correct", "record")
    ]
    gone = {c["slug"]: c for c in second if c["changeset"] == SEEDED + 2}
    assert (gone[POLAND]["verb"], gone[POLAND]["after"]) == ("withdraw", None)
    assert gone[POLAND]["before"]["actor"]["name"] == "Republic of Poland"
    treaty = next(c for c in third if c["changeset"] == SEEDED + 3)
    assert (treaty["resource"], treaty["slug"], treaty["axis"]) == ("partnerships", "eda-norway-arrangement", "world")
    assert [party["slug"] for party in treaty["after"]["parties"]] == [
        "european-defence-agency",
        "netherlands",
        "norway",
    ]
    assert {c["resource"] for c in fourth} == {"actors"}
    assert {c["changeset"] for c in fourth} == {SEEDED + 4}


def test_the_history_of_a_row_tells_who_changed_what_and_why(changed: str) -> None:
    first, *seeded, second = get("actors/poland/history/")["results"]
    assert (first["verb"], first["changeset"], first["record"]["name"]) == ("seed", 1, "Poland")
    assert (second["author"], second["reason"], second["record"]["name"]) == (
        "A. Curator", "Its full name", "Republic of Poland",
    )  # fmt: skip
    assert get(second["url"].removeprefix(API))["name"] == "Republic of Poland"
    assert get(f"memberships/{POLAND}/history/")["results"][-1]["record"] is None
    assert len(get(f"actors/poland/history/?known_at=changeset:{SEEDED}")["results"]) == 1 + len(seeded)
    assert refused("actors/atlantis/history/")[0] == 404


def test_each_version_is_what_its_own_address_answers(changed: str) -> None:
    """Names of linked things included. Of each resource the record with most versions is looked at."""
    for name, resource in RESOURCES.items():
        if resource.remembered:
            relation = f"eudefence.{resource.relation}_history"
            slug = sql(f"select slug from {relation} group by slug order by count(*) desc, slug limit 1")[0]
            versions = [each for each in get(f"{name}/{slug}/history/")["results"] if each["record"]]
            assert versions
            for version in versions:
                assert version["record"] == row_at(f"{name}/{slug}/", version["changeset"])


def test_before_and_after_a_change_are_what_the_address_answered_then(changed: str) -> None:
    for change in walk("changes/?after=1&page_size=500")[::200]:
        address, number = change["url"].removeprefix(API), change["changeset"]
        assert change["before"] == row_at(address, number - 1)
        assert change["after"] == row_at(address, number)


def row_at(address: str, number: int) -> dict[str, Any] | None:
    """The record as it was known then, without what the answer rests on; None where there was none."""
    response = Client(headers={"host": "localhost"}).get(f"{API}{address}?known_at=changeset:{number}")
    assert response.status_code in (200, 404, 410)
    return {k: v for k, v in response.json().items() if k != "basis"} if response.status_code == 200 else None


@pytest.mark.usefixtures("seeded")
def test_a_place_in_the_feed_that_is_none_is_refused() -> None:
    assert refused("changes/?after=soon")[1]["errors"][0]["parameter"] == "after"
    assert refused("changes/?before=1")[1]["errors"][0]["parameter"] == "before"
    assert get("changes/?after=999999999")["results"] == []

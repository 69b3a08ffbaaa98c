"""An answer whose edition is known is read in one step, at that edition and at no other, and leaves nothing behind."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.db import connections

from apps.actors.models import Actor
from apps.api.selections import expandable
from apps.chronicle.clock import heard, pinned
from apps.chronicle.edition import TOLD, Seen
from apps.chronicle.resources import RESOURCES, Resource
from apps.record.actions import publish
from apps.record.models import Verb
from eudefence.cache.edition import look
from tests.api.acts import make_world, name_release
from tests.api.asking import API, get
from tests.cache.asking import Counted, Said, ask, settle

UNPINNED = 2147483646


def told(address: str, seen: Seen) -> Said:
    return ask(Counted(), address, **{TOLD: seen})  # type: ignore[arg-type]  # not a header, which would be a text


def addresses(resource: Resource) -> Iterator[str]:
    """A list and a detail, plain and with all they link to."""
    listed = f"{API}{resource.name}/"
    key = get(f"{resource.name}/?page_size=1")["results"][0][resource.key]
    nested = f"?expand={','.join(expandable(resource))}" if expandable(resource) else "?fields=" + resource.key
    for address in (listed, f"{listed}{key}/"):
        yield address
        yield address + nested


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("name", RESOURCES)
def test_a_list_and_a_detail_take_one_statement_each(name: str, statements: list[Any]) -> None:
    seen = look()
    for address in list(addresses(RESOURCES[name]))[::2]:
        told(address, seen)  # looks up names, and learns types
        statements.clear()
        assert told(address, seen).status == "200 OK"
        assert len(statements) == 1, [text for text, *_ in statements]


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("name", RESOURCES)
def test_who_is_told_the_edition_answers_as_who_asks_for_it(name: str) -> None:
    settle()
    seen = look()
    for address in addresses(RESOURCES[name]):
        assert told(address, seen) == ask(Counted(), address)
        newest = f"{address}{'&' if '?' in address else '?'}known_at=changeset:{seen.edition.changeset}"
        if RESOURCES[name].remembered:
            assert told(newest, seen) == ask(Counted(), newest)


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("known_at", [None, "changeset:{}"])
def test_what_was_heard_of_is_what_is_known(known_at: str | None) -> None:
    seen = look()
    asked = known_at and known_at.format(seen.edition.changeset)
    with pinned(asked) as known:
        assert heard(seen, asked) == known
    for other in ("changeset:1", "release:paper", "2026-01-01T00:00:00Z"):
        assert heard(seen, other) is None


def test_what_is_told_is_never_ahead_of_the_clock_of_the_database(seeded: Any) -> None:
    seen = look()
    with connections["reader"].cursor() as cursor:
        moment = seen.moment
        cursor.execute("select clock_timestamp()")
        assert seen.now <= moment <= cursor.fetchone()[0]


@pytest.mark.usefixtures("seeded")
def test_nothing_of_an_answer_stays_with_its_connection() -> None:
    seen = look()
    for address in addresses(RESOURCES["memberships"]):
        told(address, seen)
        with connections["reader"].cursor() as cursor:
            cursor.execute("select eudefence.pin(), current_setting('eudefence.pin', true)")
            assert cursor.fetchone() in [(UNPINNED, None), (UNPINNED, "")]


@pytest.fixture
def renamed(own_db: str) -> Callable[[str], None]:
    """Renames the actor that every row of a small record names."""
    make_world()
    name_release()

    def rename(name: str) -> None:
        actor = Actor.objects.get(slug="actor-0")
        actor.name = name
        publish(rows=[actor], reason="Renamed", verb=Verb.CORRECT, author="A. Curator")

    return rename


def test_a_write_in_between_is_in_no_answer_of_the_edition_before(renamed: Callable[[str], None]) -> None:
    asked = [address for name in RESOURCES for address in addresses(RESOURCES[name])]
    seen = look()
    before = {address: told(address, seen) for address in asked}
    renamed("Another name")
    assert {address: told(address, seen).body for address in asked} == {a: said.body for a, said in before.items()}
    after = {address: told(address, look()) for address in asked}
    assert any(b"Another name" in said.body for said in after.values())
    assert not any(b"Another name" in said.body for said in before.values())


def test_where_the_edition_is_not_yet_the_newest_one_there_answers(renamed: Callable[[str], None]) -> None:
    """As on a replica that is behind the server which told of the write."""
    settle()
    seen = look()
    ahead = replace(seen, edition=seen.edition._replace(changeset=seen.edition.changeset + 1))
    for name in RESOURCES:
        for address in addresses(RESOURCES[name]):
            assert told(address, ahead) == ask(Counted(), address)

"""Readers while others write: no answer mixes two numbers, and whoever follows the feed ends with what is published."""

import json
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from apps.chronicle.resources import RESOURCES
from tests.api.acts import ACTS, act, make_world, name_release
from tests.api.asking import API

ASKED = [
    "memberships/?standing=all&expand=actor,target,citations&page_size=500&count=exact",
    "citations/?page_size=500&count=exact",
    "partnerships/?expand=parties",
    "conflicts/?",
    "matrix/?valid_at=2018-06-01&standing=all",
    "links/?count=exact",
    "memberships.ndjson?standing=all",
    "actors/actor-0/?expand=citations",
]
STEPS = 30


@pytest.fixture
def world(own_db: str) -> None:
    make_world()
    name_release()


def ask(address: str) -> tuple[int, int, Any]:
    """The changeset that an answer names, its status and its content, without what says how it was asked for."""
    response: Any = Client(headers={"host": "localhost"}).get(API + address)
    content = response.getvalue()
    if response["Content-Type"].endswith("json") and response["Content-Type"] != "application/x-ndjson":
        content = {k: v for k, v in json.loads(content).items() if k != "instance"}
    return int(response["Eudefence-Changeset"]), response.status_code, content


def beside_writers(*works: Callable[[threading.Event], None]) -> None:
    """Run WORKS while two curators write; each work ends when it is told that they have."""
    over, errors = threading.Event(), list[BaseException]()

    def run(work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as error:
            errors.append(error)
        finally:
            connections.close_all()

    def write(first: int) -> Callable[[], None]:
        return lambda: [act(ACTS[(first + n * 7) % len(ACTS)], first + n) for n in range(STEPS)] and None

    writers = [threading.Thread(target=run, args=[write(first)]) for first in (0, 100)]
    readers = [threading.Thread(target=run, args=[lambda work=work: work(over)]) for work in works]
    for thread in [*writers, *readers]:
        thread.start()
    for thread in writers:
        thread.join()
    over.set()
    for thread in readers:
        thread.join()
    if errors:
        raise errors[0]


def test_no_answer_mixes_two_numbers_while_others_write(world: None) -> None:
    answers: dict[tuple[str, int], tuple[int, Any]] = {}

    def read(over: threading.Event) -> None:
        while not over.is_set():
            for address in ASKED:
                number, *told = ask(address)
                if told[0] != 503:  # as many whole sets as are sent at once are on their way: no answer
                    answers.setdefault((address, number), (told[0], told[1]))

    beside_writers(read, read)
    numbers = {number for _, number in answers}
    assert len(numbers) > 5
    for (address, number), told in answers.items():
        assert ask(f"{address}&known_at=changeset:{number}".replace("?&", "?"))[1:] == told, f"{address} at {number}"


def pages(address: str | None) -> Iterator[dict[str, Any]]:
    while address:
        page = ask(address)[2]
        yield page
        address = page["next"] and page["next"].removeprefix(API)


def test_whoever_walks_the_feed_while_others_write_ends_with_what_is_published(world: None) -> None:
    held: dict[tuple[str, str], Any] = {}
    order: list[tuple[int, str, str]] = []
    caught_up_at: list[int] = []

    def follow(over: threading.Event) -> None:
        after, is_last = 0, False
        while True:
            is_last = over.is_set()  # asked before: one more round sees all that was written
            for page in pages(f"changes/?after={after}&page_size=7"):
                for change in page["results"]:
                    key = change["resource"], change["slug"]
                    held[key] = change["after"]
                    order.append((change["changeset"], *key))
                newest = page["basis"]["changeset"]
            after = newest
            caught_up_at.append(after)
            if is_last:
                return

    beside_writers(follow)
    assert len(set(caught_up_at)) > 2
    assert order == sorted(set(order))
    assert {number for number, _, _ in order} == set(range(1, caught_up_at[-1] + 1))
    assert {key: own(row) for key, row in held.items() if row} == published()


def published() -> dict[tuple[str, str], Any]:
    found = {}
    for name, resource in RESOURCES.items():
        if resource.remembered:
            standing = "&standing=all" if resource.standing else ""
            rows = (row for page in pages(f"{name}/?page_size=500{standing}") for row in page["results"])
            found |= {(name, row["slug"]): own(row) for row in rows}
    return found


def own(row: dict[str, Any]) -> dict[str, Any]:
    """A row with what it links to, but not under which name: that is a change of those."""
    return {key: _bare(value) for key, value in row.items() if key != "label"}


def _bare(value: Any) -> Any:
    if isinstance(value, list):
        return [_bare(each) for each in value]
    return {k: v for k, v in value.items() if k != "name"} if isinstance(value, dict) else value

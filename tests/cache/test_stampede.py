"""However many ask at once, an answer is made once; and the shelf never grows beyond its room."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Event
from typing import Any

import pytest

from apps.chronicle.edition import Edition, Seen
from eudefence.cache.answers import OVERHEAD, Answer, Shelf
from eudefence.cache.edition import Watch
from eudefence.cache.layer import Cache
from tests.cache.asking import ROOM, ask

MANY = 8
KEEPABLE = [("Cache-Control", "public, max-age=9"), ("Eudefence-Changeset", "1"), ("Content-Type", "text/plain")]


class Whole(list[bytes]):
    """What Django's response is to WSGI: pieces, which are all there."""

    streaming = False

    def close(self) -> None:
        """Nothing is held."""


class Still(Watch):
    """No write comes in these tests, and no database is there."""

    def newest(self) -> Seen:
        return Seen(Edition(1), datetime.now(UTC))


@pytest.fixture
def slow() -> Iterator[tuple[Callable[..., Any], list[str], Event]]:
    """An application that answers when it is let, and whom it was asked for."""
    asked: list[str] = []
    let = Event()

    def application(environ: dict[str, Any], start: Any) -> Whole:
        asked.append(environ["PATH_INFO"])
        assert let.wait(20)
        if environ["PATH_INFO"] == "/broken":
            raise RuntimeError
        start("200 OK" if environ["PATH_INFO"] == "/good" else "404 Not Found", KEEPABLE)
        return Whole([b"made"])

    yield application, asked, let
    let.set()


def at_once(application: Any, address: str, let: Event) -> list[Any]:
    with ThreadPoolExecutor(MANY) as pool:
        found = [pool.submit(ask, application, address) for _ in range(MANY)]
        let.set()
    return found


def test_an_answer_is_made_once_for_all_who_wait_for_it(slow: tuple[Any, list[str], Event]) -> None:
    application, asked, let = slow
    cache = Cache(application, Still(), ROOM)
    said = {future.result().body for future in at_once(cache, "/good", let)}
    assert (asked, said) == (["/good"], {b"made"})


def test_who_waited_for_what_is_not_kept_asks_for_himself(slow: tuple[Any, list[str], Event]) -> None:
    application, asked, let = slow
    cache = Cache(application, Still(), ROOM)
    said = {future.result().status for future in at_once(cache, "/nowhere", let)}
    assert (len(asked), said) == (MANY, {"404 Not Found"})


def test_a_failure_holds_nobody_up(slow: tuple[Any, list[str], Event]) -> None:
    application, _, let = slow
    cache = Cache(application, Still(), ROOM)
    failed = [future.exception() for future in at_once(cache, "/broken", let)]
    assert {type(error) for error in failed} == {RuntimeError}


def test_a_shelf_keeps_within_its_room_what_was_asked_for_last() -> None:
    answer = Answer([], b"x" * 1000)
    shelf = Shelf(20 * answer.size)
    for number in range(100):
        shelf.get(0)
        shelf.put(number, answer)
        assert shelf.used <= shelf.room
    assert shelf.get(0) is answer
    assert [number for number in range(1, 100) if shelf.get(number)] == list(range(81, 100))
    shelf.put("large", Answer([], b"x" * shelf.room))
    assert shelf.get("large") is None


def test_a_young_answer_is_kept_for_a_moment_only() -> None:
    shelf = Shelf(100 * OVERHEAD)
    shelf.put("young", Answer([], b"", seconds=0))
    shelf.put("old", Answer([], b""))
    assert (shelf.get("young"), bool(shelf.get("old"))) == (None, True)

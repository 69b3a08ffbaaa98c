"""A write is seen in every process; without the listener too, and while the database is away nothing old is told."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from apps.record.changesets import changeset
from apps.record.models import Release, Verb
from tests.cache.asking import Counted, ask, cached
from tests.databases import connected
from tests.factories.actors import ActorFactory

ACTORS = "/api/v1/actors/?page_size=500"
CUT = """
    select pg_terminate_backend(pid) from pg_stat_activity
     where usename = 'eudefence_reader' and datname = current_database() and query !~ 'pg_terminate'
"""


def write(name: str) -> int:
    with changeset(reason="New", author="A. Curator", verb=Verb.ADD) as opened:
        ActorFactory(name=name)
    return int(opened.number)


def number(application: Any) -> int:
    return int(ask(application, ACTORS).headers["Eudefence-Changeset"])


def soon(is_so: Callable[[], bool], seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


@pytest.fixture
def two(own_db: str) -> Iterator[tuple[Any, Any]]:
    """Two processes of the site, as far as caching goes: each with a cache and a listener of its own."""
    write("Poland")
    with cached(Counted(), every=60) as one, cached(Counted(), every=60) as other:
        yield one, other
        # Only a notification wakes them before the minute is over.
        one.watch._is_over = other.watch._is_over = True
        with connected("app") as app:
            app.execute("notify eudefence_changeset")


def test_a_write_is_seen_in_another_process(two: tuple[Any, Any]) -> None:
    for application in two:
        assert soon(lambda application=application: number(application) == 1 and application.watch.is_listening)
    assert write("Norway") == 2
    for application in two:
        assert soon(lambda application=application: number(application) == 2)
        assert b"Norway" in ask(application, ACTORS).body


def test_between_writes_nothing_is_asked_of_the_database(two: tuple[Any, Any]) -> None:
    cache = two[0]
    assert soon(lambda: number(cache) == 1 and cache.watch.is_listening)
    with connected("owner") as owner:
        connections["reader"].close()
        for _ in range(5):
            assert number(cache) == 1
        own = (
            "select count(*) from pg_stat_activity where usename = 'eudefence_reader' and datname = current_database()"
        )
        # Nobody but who listens, once the server has noticed who closed.
        assert soon(lambda: owner.execute(own).fetchone() == (1,))
    assert cache.application.asked.count("/api/v1/actors/") == 1


def test_a_named_changeset_moves_no_number_and_is_seen_all_the_same(own_db: str) -> None:
    write("Poland")
    with cached(Counted()) as cache:
        assert b'"results":[]' in ask(cache, "/api/v1/releases/").body
        Release.objects.create(name="2026.1", title="First", changeset_id=1)
        assert soon(lambda: b"2026.1" in ask(cache, "/api/v1/releases/").body)


def test_without_the_listener_every_answer_looks_for_itself(own_db: str, monkeypatch: pytest.MonkeyPatch) -> None:
    write("Poland")
    with cached(Counted()) as cache:
        monkeypatch.setattr(cache.watch, "_begin", lambda: None)
        assert number(cache) == 1
        write("Norway")
        assert number(cache) == 2


def test_a_listener_that_was_cut_off_comes_back(own_db: str) -> None:
    write("Poland")
    with cached(Counted()) as cache:
        assert number(cache) == 1
        assert soon(lambda: cache.watch.is_listening)
        with connected("setup") as setup:
            setup.execute(CUT)
        assert soon(lambda: not cache.watch.is_listening)
        write("Norway")
        assert number(cache) == 2
        assert soon(lambda: cache.watch.is_listening)


def test_while_the_database_is_away_nothing_kept_is_told(own_db: str, tmp_path: Path) -> None:
    write("Poland")
    with cached(Counted()) as cache:
        assert number(cache) == 1
    settings = connections["reader"].settings_dict
    host, settings["HOST"] = settings["HOST"], str(tmp_path)
    connections["reader"].close()
    try:
        with cached(cache.application) as away:
            away.shelf = cache.shelf
            said = ask(away, ACTORS)
    finally:
        connections["reader"].close()
        settings["HOST"] = host
    assert (said.status[:3], said.headers["Content-Type"]) == ("503", "application/problem+json")

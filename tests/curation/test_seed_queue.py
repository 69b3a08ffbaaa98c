"""`manage.py seed` beside other writers."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management import CommandError
from django.db import connection

from tests.curation.folders import seed, write
from tests.databases import connected

WAITING = "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"


def wait_for(sessions: int, watcher: psycopg.Connection[Any]) -> None:
    """Until so many sessions of this database wait for a lock."""
    until = time.monotonic() + 4
    while watcher.execute(WAITING).fetchone() != (sessions,):
        assert time.monotonic() < until, "nobody waits"
        time.sleep(0.02)


def seed_in_a_thread(place: Path) -> str:
    try:
        return seed(place)
    finally:
        connection.close()


def test_while_somebody_else_writes_it_says_so_and_loads_nothing(own_db: str, tmp_path: Path) -> None:
    with connected("app") as other, other.transaction():
        other.execute("select record_begin()")
        with connection.cursor() as cursor:
            cursor.execute("set lock_timeout = '100ms'")
        with pytest.raises(CommandError, match=r"Somebody else is writing[^$]*Nothing was loaded"):
            seed(write(tmp_path))
    assert "added 20 in changeset 1" in seed(tmp_path)


def test_two_at_once_add_everything_once(own_db: str, tmp_path: Path) -> None:
    write(tmp_path)
    with connected("app") as other, connected("app") as watcher, ThreadPoolExecutor(2) as threads:
        with other.transaction():
            other.execute("select record_begin()")
            runs = [threads.submit(seed_in_a_thread, tmp_path) for _ in range(2)]
            wait_for(2, watcher)
        said = sorted(run.result().splitlines()[0] for run in runs)
    assert said == [
        "01-first: added 20 in changeset 1, left 0, released as small",
        "01-first: nothing to add, left 20",
    ]

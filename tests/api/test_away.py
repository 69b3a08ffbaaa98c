"""The database goes and comes back: the API says so, and answers again, without anybody starting anything."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError, connections
from django.test import Client, RequestFactory

from apps.api.exports import BROKEN_OFF
from tests.api.asking import API
from tests.databases import connected

READ: dict[str, Callable[[str], Any]] = {
    "csv": lambda text: list(csv.reader(io.StringIO(text), strict=True)),
    "ndjson": lambda text: [json.loads(line) for line in text.splitlines()],
}
Ask = Callable[[str], tuple[int, dict[str, str]]]
CUT = "select pg_terminate_backend(pid, 5000) from pg_stat_activity where usename = current_user and pid = {}"
CUT_COPIES = """
    select pg_terminate_backend(pid, 5000) from pg_stat_activity
     where usename = current_user and datname = current_database() and query ilike 'copy%'
"""


@pytest.fixture
def ask(seeded: str) -> Ask:
    """Unlike the test client's, requests here begin and end as a server's do: connections are kept and checked."""
    application = get_wsgi_application()

    def asked(address: str) -> tuple[int, dict[str, str]]:
        told: list[Any] = []
        environment = RequestFactory(headers={"host": "localhost"}).get(API + address).environ
        response = application(
            environment | {"wsgi.errors": io.StringIO()}, lambda status, headers: told.extend((status, headers))
        )
        b"".join(response)
        response.close()
        return int(told[0].split()[0]), dict(told[1])

    return asked


def test_a_connection_is_kept_and_one_that_was_cut_is_replaced_unseen(ask: Ask) -> None:
    assert ask("formats/")[0] == 200
    kept: Any = connections["reader"].connection
    assert ask("formats/")[0] == 200
    assert connections["reader"].connection is kept
    with connected("reader") as other:
        assert other.execute(CUT.format(kept.info.backend_pid).encode()).fetchall() == [(True,)]
    assert [ask("formats/")[0] for _ in range(3)] == [200, 200, 200]
    assert connections["reader"].connection is not kept


@pytest.mark.parametrize("address", ["formats/", "formats/pesco/", "formats.csv", "changes/", "matrix/", "nowhere/"])
def test_while_nobody_answers_each_question_is_told_to_come_back_and_the_next_one_after_is_answered(
    ask: Ask, tmp_path: Path, address: str
) -> None:
    reader = connections["reader"].settings_dict
    host = reader["HOST"]
    asks_nothing = address == "nowhere/"
    before = ask(address)[0]
    reader["HOST"] = str(tmp_path)
    connections["reader"].close()
    try:
        status, headers = ask(address)
        assert status == (404 if asks_nothing else 503)
        assert headers["Content-Type"] == "application/problem+json"
        assert headers["Cache-Control"] == "no-store"
        assert asks_nothing or int(headers["Retry-After"]) > 0
    finally:
        reader["HOST"] = host
    assert ask(address)[0] == before


@pytest.mark.parametrize("form", ["csv", "ndjson"])
def test_a_whole_set_that_the_database_goes_away_from_says_that_it_is_not_whole(seeded: str, form: str) -> None:
    """Servers end it as if it were; whoever reads it must see that it is not."""
    whole = b"".join(_pieces(f"citations.{form}"))
    assert whole.endswith(b"\n")
    broken = _pieces(f"citations.{form}")
    got = [next(broken)]
    with connected("reader") as other:
        assert other.execute(CUT_COPIES.encode()).fetchall() == [(True,)]
    with pytest.raises(DatabaseError):
        got.extend(broken)  # what came before the error is there
    told = b"".join(got)
    assert told.endswith(BROKEN_OFF)
    assert whole.startswith(told.removesuffix(BROKEN_OFF))
    assert len(told) < len(whole)
    with pytest.raises((csv.Error, json.JSONDecodeError)):
        list(csv.reader(io.StringIO(told.decode()), strict=True)) if form == "csv" else [
            *map(json.loads, told.splitlines())
        ]


def _pieces(address: str) -> Iterator[bytes]:
    """What a whole set is sent in."""
    response: Any = Client(headers={"host": "localhost"}).get(API + address)
    return iter(response.streaming_content)

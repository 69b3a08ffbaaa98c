"""Logins from the environment, and the sentences for what is wrong with them."""

import socket
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import psycopg
import pytest

from eudefence import database, logins, refusals
from eudefence.errors import SetupError
from tests.server.tools import command

UNREACHABLE = "postgresql://admin:hush@127.0.0.1:1/postgres"


def server_of(version: int, *extensions: str) -> psycopg.Connection[dict[str, Any]]:
    """A stand-in for a server of this version with these extensions."""
    found = SimpleNamespace(fetchone=lambda: extensions or None)
    info = SimpleNamespace(server_version=version)
    fake = SimpleNamespace(info=info, execute=lambda _query: found)
    return cast(psycopg.Connection[dict[str, Any]], fake)


@pytest.mark.parametrize("role", ["owner", "app", "reader", "analyst", "setup"])
def test_without_a_database_a_login_is_empty_and_nothing_is_made(home: Path, role: str) -> None:
    assert not any(database.login(role).values())
    assert not home.exists()


def test_a_server_older_than_15_is_refused() -> None:
    with pytest.raises(SetupError, match=r"PostgreSQL 14; eudefence needs 15"):
        refusals.check(server_of(140009, "btree_gist"))


def test_a_server_without_btree_gist_is_refused() -> None:
    with pytest.raises(SetupError, match="lacks the extension btree_gist"):
        refusals.check(server_of(150000))


def test_a_good_server_is_accepted() -> None:
    refusals.check(server_of(150000, "btree_gist"))


@pytest.mark.parametrize("words", [["manage.py", "check"], ["-m", "eudefence", "psql"]])
def test_an_unreachable_server_gives_a_sentence_and_exit_1(home: Path, words: list[str]) -> None:
    done = command(*words, DATABASE_URL=UNREACHABLE)
    assert done.returncode == 1
    assert "127.0.0.1:1 (DATABASE_URL) cannot be used as admin" in done.stderr
    assert "Traceback" not in done.stderr
    assert "hush" not in done.stderr


@pytest.mark.parametrize("url", ["mysql://admin:hush@h/d", "hush", "postgresql://h/hush"])
def test_a_url_that_is_not_understood_is_refused_without_printing_it(
    home: Path, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(SetupError, match="DATABASE_URL is not understood") as refusal:
        database.login("app")
    assert "hush" not in str(refusal.value)


def test_the_set_up_login_tells_where_all_roles_log_in(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://admin:p%40ss@db:5433/x?sslmode=require")
    found = database.login("analyst")
    assert (found["USER"], found["NAME"]) == ("eudefence_analyst", "eudefence")
    assert (found["HOST"], found["PORT"]) == ("db", "5433")
    assert found["OPTIONS"] == {"sslmode": "require"}
    assert database.login("setup")["PASSWORD"] == "p@ss"


def test_several_readers_make_one_login_on_several_servers(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READER_URLS", "postgresql://r:p@one/e, postgresql://r:p@two:5433/e")
    found = database.login("reader")
    assert (found["HOST"], found["PORT"]) == ("one,two", "5432,5433")
    assert found["OPTIONS"]["load_balance_hosts"] == "random"


def test_readers_do_not_wait_for_a_server_that_says_nothing(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        place = f"postgresql://r:p@127.0.0.1:{silent.getsockname()[1]}/e"
        monkeypatch.setenv("READER_URLS", place)
        assert database.login("reader")["OPTIONS"]["connect_timeout"] == 5
        monkeypatch.setenv("READER_URLS", f"{place}?connect_timeout=2")
        with pytest.raises(psycopg.OperationalError, match="timeout"):
            psycopg.connect(**logins.connect_arguments(database.login("reader")))


def test_readers_of_different_users_are_refused(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("READER_URLS", "postgresql://r:p@one/e,postgresql://q:p@two/e")
    with pytest.raises(SetupError, match="must name the same user"):
        database.login("reader")


def test_with_only_the_apps_login_nothing_is_started(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("APP_URL", "postgresql://a:p@db/e")
    database.ensure()
    assert not home.exists()


def test_two_homes_have_different_secret_keys(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = database.secret_key()
    assert database.secret_key() == first
    monkeypatch.setenv("EUDEFENCE_HOME", str(home / "second"))
    assert database.secret_key() != first

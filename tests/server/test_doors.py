"""Who gets in: the roles, their attributes and rights, and everybody else."""

import os
import socket
from pathlib import Path
from typing import Any

import psycopg
import pytest

from eudefence import database, logins
from eudefence import home as eudefence_home
from eudefence.places import SOCKET
from tests.server.tools import connect, mode

pytestmark = pytest.mark.usefixtures("standing")

ATTRIBUTES = """
SELECT rolname, rolcanlogin, rolinherit, rolcreatedb, rolsuper OR rolcreaterole OR rolreplication
       OR rolbypassrls AS powerful, rolconnlimit, array(SELECT unnest(rolconfig) ORDER BY 1)
  FROM pg_roles WHERE rolname LIKE 'eudefence%' ORDER BY rolname
"""


def test_the_roles_are_exactly_these() -> None:
    reader = ["default_transaction_read_only=on", "plan_cache_mode=force_generic_plan", "statement_timeout=5s"]
    analyst = [
        "idle_in_transaction_session_timeout=10min",
        "plan_cache_mode=force_custom_plan",
        "search_path=eudefence",
        "statement_timeout=30s",
    ]
    with connect("setup") as session:
        assert session.execute(ATTRIBUTES).fetchall() == [
            ("eudefence_analyst", True, False, False, False, 10, analyst),
            (
                "eudefence_app",
                True,
                False,
                False,
                False,
                -1,
                ["lock_timeout=5s", "statement_timeout=30s"],
            ),
            ("eudefence_owner", True, True, True, False, -1, ["eudefence.author=migration"]),
            ("eudefence_reader", True, False, False, False, -1, reader),
        ]


def test_no_role_is_a_member_of_another() -> None:
    query = "SELECT count(*) FROM pg_auth_members WHERE member::regrole::text LIKE 'eudefence%'"
    with connect("setup") as session:
        assert session.execute(query).fetchone() == (0,)


@pytest.mark.parametrize("role", ["owner", "app", "reader", "analyst", "setup"])
def test_a_wrong_password_is_refused(role: str) -> None:
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        connect(role, password="wrong")


def test_another_system_user_cannot_reach_the_socket() -> None:
    folder = Path(database.login("app")["HOST"])
    assert mode(folder) == 0o700
    if os.geteuid() == 0:
        os.seteuid(65534)
        try:
            with socket.socket(socket.AF_UNIX) as attempt, pytest.raises(PermissionError):
                attempt.connect(str(folder / SOCKET))
        finally:
            os.seteuid(0)


def test_nobody_else_reads_the_secrets(standing: Path) -> None:
    database.secret_key()
    assert mode(standing) & 0o067 == 0
    private = ["lock", "postgres.log", "roles.json", "secret_key"]
    assert {name: mode(standing / name) for name in private} == dict.fromkeys(private, 0o600)
    assert mode(standing / "pg") == 0o700


@pytest.mark.parametrize("statement", ["CREATE TABLE public.t ()", "CREATE SCHEMA mine"])
@pytest.mark.parametrize("role", ["app", "reader", "analyst"])
def test_only_the_owner_makes_tables_and_schemas(role: str, statement: str) -> None:
    with connect(role) as session, pytest.raises(psycopg.Error, match=r"permission|read-only"):
        session.execute(statement)
    with connect("owner") as session:
        session.execute(statement, prepare=False)
        session.execute("DROP TABLE IF EXISTS public.t; DROP SCHEMA IF EXISTS mine")


def test_analysts_make_temporary_tables_and_the_app_and_readers_do_not() -> None:
    with connect("analyst") as session:
        session.execute("CREATE TEMPORARY TABLE mine AS SELECT 1")
    for role in ("app", "reader"):
        with connect(role) as session:
            session.execute("SET default_transaction_read_only = off")
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                session.execute("CREATE TEMPORARY TABLE mine AS SELECT 1")


@pytest.mark.parametrize("name", ["postgres", "template1"])
def test_other_databases_are_closed(name: str) -> None:
    with pytest.raises(psycopg.OperationalError, match="permission denied"):
        connect("analyst", dbname=name)


def test_the_owner_makes_test_databases() -> None:
    with connect("owner", dbname="postgres") as session:
        session.execute("CREATE DATABASE scratch")
        session.execute("DROP DATABASE scratch")


def test_what_somebody_changed_is_put_right_at_the_next_start() -> None:
    with connect("setup") as session:
        session.execute("ALTER ROLE eudefence_app PASSWORD 'other' CREATEDB")
        session.execute("ALTER ROLE eudefence_reader RESET ALL")
        session.execute("GRANT TEMPORARY ON DATABASE eudefence TO PUBLIC")
    database.ensure()
    connect("app").close()
    test_the_roles_are_exactly_these()
    test_analysts_make_temporary_tables_and_the_app_and_readers_do_not()


def test_a_password_given_in_the_environment_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    found: dict[str, Any] = database.login("app")
    with connect("setup") as session:
        session.execute("ALTER ROLE eudefence_app PASSWORD 'other'")
    with monkeypatch.context() as patch:
        host = found["HOST"].replace("/", "%2F")
        patch.setenv("DATABASE_URL", url("postgres", eudefence_home.passwords()["postgres"], host))
        patch.setenv("APP_URL", url("eudefence_app", "other", host))
        database.ensure()
        connect("app").close()
        assert logins.is_overridden("app")
    database.ensure()
    connect("app").close()


def url(user: str, password: str, host: str) -> str:
    return f"postgresql://{user}:{password}@{host}/eudefence"


@pytest.mark.parametrize("role", ["reader", "analyst"])
@pytest.mark.parametrize(
    "call", ["pg_sleep(0)", "pg_notify('a', 'b')", "pg_advisory_lock(1)", "pg_try_advisory_lock(1)"]
)
def test_readers_and_analysts_neither_sleep_nor_notify_nor_lock(role: str, call: str) -> None:
    with connect(role) as session:
        session.execute("LISTEN eudefence_changeset")
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="permission denied for function"):
            session.execute(f"SELECT {call}".encode())


def test_who_writes_goes_on_telling_of_changesets() -> None:
    for role in ("owner", "app"):
        with connect(role) as session:
            session.execute("SELECT pg_notify('eudefence_changeset', '1')")


def test_what_is_made_from_the_template_is_closed_too() -> None:
    with connect("owner", dbname="postgres") as session:
        session.execute("CREATE DATABASE scratch")
    query = "SELECT has_function_privilege('eudefence_analyst', 'pg_advisory_lock(bigint)', 'EXECUTE')"
    with connect("owner", dbname="scratch") as session:
        assert session.execute(query.encode()).fetchone() == (False,)
    with connect("owner", dbname="postgres") as session:
        session.execute("DROP DATABASE scratch")

"""What an analyst may do, tried over a real login: read what is published, keep temporary tables, and nothing else."""

from typing import Any

import psycopg
import pytest

from tests.databases import connected

pytestmark = pytest.mark.usefixtures("seeded")
OUTSIDE = """
    select format('%I.%I', c.relnamespace::regnamespace, c.relname) from pg_class c
     where c.relkind in ('r', 'v', 'm', 'p', 'S') and c.relnamespace <> 'eudefence'::regnamespace
       and c.relnamespace::regnamespace::text !~ '^pg_|^information_schema$' order by 1
"""
INSIDE = "select format('%I.%I', relnamespace::regnamespace, relname) from pg_class"
FUNCTIONS = """
    select distinct format('%I.%I', p.pronamespace::regnamespace, p.proname) from pg_proc p
     where p.pronamespace::regnamespace::text in ('public', 'eudefence_pinned') order by 1
"""


def rows(role: str, query: str) -> list[Any]:
    with connected(role) as connection:
        return connection.execute(query.encode()).fetchall()


def refused(statement: str, role: str = "analyst") -> str | None:
    """The SQLSTATE with which STATEMENT is refused to ROLE."""
    with connected(role) as connection, pytest.raises(psycopg.Error) as refusal:
        connection.execute(statement.encode())
    return refusal.value.sqlstate


def test_nothing_outside_the_schema_is_read_whatever_its_name_is() -> None:
    outside = [name for (name,) in rows("owner", OUTSIDE)]
    tables = ("auth_user", "django_session", "cooperation_membership", "record_clock")
    named = {f"public.{table}" for table in tables}
    assert named <= set(outside)
    assert any("pending" in name for name in outside)
    for name in outside:
        assert refused(f"select * from {name}") == "42501", name


def test_nothing_inside_the_schema_is_written() -> None:
    inside = rows("owner", f"{INSIDE} where relnamespace = 'eudefence'::regnamespace")
    for (name,) in inside:
        for statement in (f"insert into {name} default values", f"delete from {name}", f"drop view {name}"):
            assert refused(statement) in ("42501", "55000"), statement


def test_no_function_outside_the_schema_can_be_named() -> None:
    functions = rows("owner", FUNCTIONS)
    assert len(functions) > 50
    with connected("analyst") as analyst:
        for (name,) in functions:
            with pytest.raises(psycopg.Error) as refusal:
                analyst.execute(f"select {name}()".encode())
            assert refusal.value.sqlstate == "42501", name


def test_a_temporary_table_of_ones_own_joins_what_is_published() -> None:
    with connected("analyst") as analyst:
        analyst.execute("create temporary table mine (iso text, budget numeric)")
        analyst.execute("insert into mine values ('PL', 4.1), ('FR', 2.1)")
        joined = "select count(*) from mine join eudefence.actor on iso_alpha2 = iso"
        assert analyst.execute(joined.encode()).fetchone() == (2,)


def test_a_long_query_is_cancelled() -> None:
    with connected("analyst") as analyst:
        assert analyst.execute("show statement_timeout").fetchone() == ("30s",)
        analyst.execute("set statement_timeout = '50ms'")
        with pytest.raises(psycopg.errors.QueryCanceled):
            analyst.execute("select count(*) from generate_series(1, 1e12::bigint)")

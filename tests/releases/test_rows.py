"""Files of a release hold the rows that REST and SQL give for the same two clocks."""

import json
import re
import sqlite3
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from django.core.management import call_command
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.releases.tables import ADDED, TABLES, Table
from tests.api.asking import API, sql
from tests.api.test_promise import CHANGES
from tests.databases import connected
from tests.docs.test_examples import ROOT

RELATIONS = """
    select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'slug'
     where c.relnamespace = 'eudefence'::regnamespace and c.relkind = 'v' and c.relname not like '%%\\_history'
"""
NAMES = [table.name for table in TABLES]


def asked(table: Table, ending: str, known_at: str) -> bytes:
    standing = "&standing=all" if table.resource.standing else ""
    response: Any = Client(headers={"host": "localhost"}).get(
        f"{API}{table.resource.name}.{ending}?known_at={known_at}{standing}"
    )
    assert response.status_code == 200
    content: bytes = response.getvalue()
    return content


def related(table: Table, release: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Column names and rows of the SQL relation, as an analyst gets them at RELEASE."""
    names = [name for name in table.names if name not in ADDED or (name == "url" and table.name == "source")]
    with connected("analyst") as analyst:
        analyst.execute(f"set eudefence.known_at = 'release:{release}'".encode())
        columns = ", ".join(f'"{name}"' for name in names)
        found = analyst.execute(f'select {columns} from eudefence."{table.name}" order by slug collate "C"'.encode())
        return names, found.fetchall()


def test_every_relation_of_facts_is_in_a_release(released: Path) -> None:
    """A release is a name, and one named later would alter what was released before."""
    assert set(sql(RELATIONS)) - {"release"} == set(NAMES)
    for name in ("paper", "2026.1"):
        files = {file.name for file in (released / name).iterdir()}
        assert files >= {f"{table}.{ending}" for table in NAMES for ending in ("csv", "ndjson", "parquet")}


@pytest.mark.parametrize("ending", ["csv", "ndjson"])
@pytest.mark.parametrize("table", TABLES, ids=NAMES)
@pytest.mark.parametrize("name", ["paper", "2026.1"])
def test_lines_of_a_release_are_the_bytes_of_rest(released: Path, name: str, table: Table, ending: str) -> None:
    assert (released / name / f"{table.name}.{ending}").read_bytes() == asked(table, ending, f"release:{name}")


@pytest.mark.parametrize("table", TABLES, ids=NAMES)
@pytest.mark.parametrize("name", ["paper", "2026.1"])
def test_parquet_and_sqlite_hold_the_rows_of_sql(released: Path, name: str, table: Table) -> None:
    names, rows = related(table, name)
    assert rows
    chosen = ", ".join(f'"{column}"' for column in names)
    parquet = duckdb.sql(f"select {chosen} from '{released / name / table.name}.parquet'").fetchall()
    assert parquet == rows
    with closing(sqlite3.connect(released / name / "eudefence.sqlite")) as database:
        kept = database.execute(f'select {chosen} from "{table.name}" order by slug').fetchall()
    assert kept == [tuple(as_in_sqlite(value) for value in row) for row in rows]


def as_in_sqlite(value: Any) -> Any:
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


def test_a_release_of_any_changeset_has_the_rows_of_rest_at_that_changeset(own_release: Path) -> None:
    for change in CHANGES:
        change()
    newest = sql("select max(number) from eudefence.changeset")[0]

    @settings(max_examples=3, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
    @given(st.integers(1, newest))
    def compare(changeset: int) -> None:
        call_command("release", f"at-{changeset}", changeset=changeset, verbosity=0)
        for table in TABLES:
            for ending in ("csv", "ndjson"):
                file = own_release / f"at-{changeset}" / f"{table.name}.{ending}"
                assert file.read_bytes() == asked(table, ending, f"changeset:{changeset}")

    compare()


RULE = re.search(r"```sqlite\n(.*?)```", (ROOT / "docs" / "releases.md").read_text("utf-8"), re.DOTALL)
NEVER_IN_FORCE = {
    "milestone": "outcome in ('missed', 'never')",
    **dict.fromkeys(("format", "instrument", "legal_basis"), "status in ('proposed', 'planned', 'never-built')"),
}


@pytest.mark.parametrize("table", [each for each in TABLES if each.resource.dated], ids=lambda table: table.name)
@pytest.mark.parametrize("day", ["1958-01-01", "2012-06-15", "2021-12-20", "2026-01-15"])
def test_the_rule_of_the_docs_gives_from_files_what_sql_gives(released: Path, table: Table, day: str) -> None:
    assert RULE
    own = f"not ({NEVER_IN_FORCE.get(table.name, 'false')})"
    query = RULE[1].replace("2010-06-30", day).replace("from membership", f'from "{table.name}"')
    query = query.replace("actor_slug", "slug").replace("target_slug = 'eurocorps' and participating", own)
    with closing(sqlite3.connect(released / "2026.1" / "eudefence.sqlite")) as database:
        found = database.execute(query).fetchall()
    with connected("analyst") as analyst:
        of_sql = f"select slug, certainty from eudefence.{table.name}_at('{day}', 'release:2026.1')"
        assert found == analyst.execute(f'{of_sql} order by slug collate "C"'.encode()).fetchall()

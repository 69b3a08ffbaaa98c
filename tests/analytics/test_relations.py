"""Schema `eudefence` as analysts find it."""

from pathlib import Path

import psycopg
import pytest

from apps.analytics import relations
from apps.chronicle.models.conflict import Conflict
from apps.chronicle.resources import RESOURCES
from tests.databases import connected

pytestmark = pytest.mark.usefixtures("seeded")

COLUMNS = """
    select c.relname, a.attname, col_description(c.oid, a.attnum)
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'eudefence'::regnamespace order by c.relname, a.attnum
"""
UNCOMMENTED = """
    select relname from pg_class c where relnamespace = 'eudefence'::regnamespace and obj_description(c.oid) is null
    union all
    select proname from pg_proc p where pronamespace = 'eudefence'::regnamespace and obj_description(p.oid) is null
"""


def columns() -> dict[str, dict[str, str | None]]:
    found: dict[str, dict[str, str | None]] = {}
    with connected("analyst") as analyst:
        for relation, column, comment in analyst.execute(COLUMNS):
            found.setdefault(relation, {})[column] = comment
    return found


def test_every_relation_function_and_column_has_a_comment() -> None:
    with connected("analyst") as analyst:
        assert analyst.execute(UNCOMMENTED).fetchall() == []
    missing = [f"{r}.{c}" for r, described in columns().items() for c, comment in described.items() if not comment]
    assert missing == []


def test_every_file_is_built_and_every_resource_has_its_relation() -> None:
    assert {path.stem for path in relations.FOLDER.glob("*.sql")} == set(relations.FILES)
    remembered = {resource.relation: resource for resource in RESOURCES.values() if resource.remembered}
    assert {name: (r.name, r.dated) for name, r in remembered.items()} == {
        name: (r.resource, r.dated) for name, r in relations.RELATIONS.items()
    }
    assert {resource.relation for resource in RESOURCES.values()} <= set(columns())


def test_the_read_model_of_conflicts_has_the_columns_of_the_relation() -> None:
    assert {field.column for field in Conflict._meta.concrete_fields} == set(columns()["conflict"])


@pytest.mark.parametrize("name", RESOURCES)
def test_the_read_model_has_the_columns_of_the_relation(name: str) -> None:
    resource = RESOURCES[name]
    extra = {"iso_alpha2", "iso_alpha3"} if name == "actors" else set()
    extra |= {"certainty"} if resource.dated else set()
    assert {field.column for field in resource.model._meta.concrete_fields} == set(columns()[resource.relation]) - extra


def test_relations_are_rebuilt_by_every_migration_and_reading_goes_on() -> None:
    assert Path(relations.FOLDER / "membership.sql").exists()
    with connected("owner") as owner, connected("reader") as reader:
        before = reader.execute("select count(*) from eudefence.membership").fetchone()
        assert owner.execute("select count(*) from eudefence.membership").fetchone() == before


REFUSED_TO_ANALYSTS = [
    "select * from public.cooperation_membership",
    "select * from public.cooperation_historicalmembership",
    "select * from eudefence_pinned.membership",
    "select * from public.auth_user",
    "select * from public.django_session",
    "select * from public.record_clock",
    "insert into eudefence.membership (slug) values ('x')",
    "update eudefence.actor set name = 'x'",
    "delete from eudefence.actor",
    "create table eudefence.mine (x int)",
    "create table public.mine (x int)",
    "create schema mine",
    "set role eudefence_owner",
    "select public.record_begin()",
    "select pg_read_file('/etc/passwd')",
    "copy (select 1) to program 'true'",
]


@pytest.mark.parametrize("role", ["analyst", "reader"])
@pytest.mark.parametrize("statement", REFUSED_TO_ANALYSTS)
def test_readers_may_read_what_is_published_and_nothing_else(role: str, statement: str) -> None:
    with connected(role) as reader, pytest.raises(psycopg.Error) as refusal:
        reader.execute(statement.encode())
    assert refusal.value.sqlstate in ("42501", "25006", "55000")


def test_analysts_keep_temporary_tables_of_their_own() -> None:
    with connected("analyst") as analyst:
        analyst.execute("create temporary table mine as select slug from eudefence.actor")
        assert analyst.execute("select count(*) > 0 from mine").fetchone() == (True,)
    with connected("reader") as reader, pytest.raises(psycopg.Error):
        reader.execute("create temporary table mine (x int)")


def test_readers_may_be_pinned_to_any_changeset() -> None:
    with connected("analyst") as analyst:
        counts = []
        for number in (0, 1, 2):
            analyst.execute(f"set eudefence.pin = '{number}'".encode())
            counts.append(analyst.execute("select count(*) from eudefence.citation").fetchone()[0])  # type: ignore[index]
        assert 0 == counts[0] < counts[1] < counts[2]

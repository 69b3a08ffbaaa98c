"""`manage.py synthesise`: made-up records in a database of their own, with a history as the triggers would write it."""

from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from tests.databases import become, connected, maintenance, use

MEMBERSHIPS, VERSIONS = 400, 3
TRIGGERS = "select tgrelid::regclass::text, tgname, tgenabled from pg_trigger where not tgisinternal"
TABLES = """
    select t.oid::regclass::text, h.oid::regclass::text from pg_class t
      join pg_class h on h.relname = replace(t.relname, '_', '_historical') and h.relkind = 'r'
     where t.relkind = 'r'
"""
GAPS = """
    select id from (
      select id, opened, closed, lead(opened) over (partition by id order by opened) as following from {history}
    ) v where closed <> coalesce(following, 2147483647) or opened >= closed
"""
OTHERWISE = """
    select count(*) from {table} r full join (select * from {history} where closed = 2147483647) h using (id)
     where to_jsonb(r) <> (select jsonb_object_agg(key, to_jsonb(h) -> key) from jsonb_object_keys(to_jsonb(r)) key)
        or r.slug is null or h.slug is null
"""


@pytest.fixture(scope="module")
def made_up(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    name = f"{connections['default'].settings_dict['NAME']}_made_up"
    with django_db_blocker.unblock():
        become("owner")
        try:
            call_command("synthesise", name, memberships=MEMBERSHIPS, versions=VERSIONS, replace=True, verbosity=0)
        finally:
            become("app")
        with use(name):
            yield name
        with maintenance() as owner:
            owner.execute(f'drop database "{name}" with (force)'.encode())


def asked(query: str) -> list[Any]:
    with connected("owner") as owner:
        return owner.execute(query.encode()).fetchall()


def test_history_is_as_the_triggers_would_have_written_it(made_up: str) -> None:
    tables = [(table, history) for table, history in asked(TABLES) if asked(f"select from {table} limit 1")]
    assert len(tables) == 6
    for table, history in tables:
        assert asked(GAPS.format(history=history)) == []
        assert asked(OTHERWISE.format(table=table, history=history)) == [(0,)]
    assert asked("select count(*) from cooperation_historicalmembership") == [(MEMBERSHIPS * VERSIONS,)]


def test_every_trigger_stands_as_before(made_up: str) -> None:
    found = set(asked(TRIGGERS))
    with use(made_up.removesuffix("_made_up")):
        assert set(asked(TRIGGERS)) == found


def test_analysts_read_it_at_every_time(made_up: str) -> None:
    with connected("analyst") as analyst:
        for number, count in {0: 0, 10: MEMBERSHIPS, 30: MEMBERSHIPS}.items():
            analyst.execute(f"set eudefence.pin = '{number}'".encode())
            assert analyst.execute("select count(*) from eudefence.membership").fetchone() == (count,)


def test_a_database_that_holds_anything_else_is_never_touched(own_db: str) -> None:
    become("owner")
    try:
        for name in (own_db, "postgres", "Not; a name"):
            with pytest.raises(CommandError):
                call_command("synthesise", name, memberships=1, replace=True, stdout=StringIO())
    finally:
        become("app")


def test_one_that_stands_is_kept_where_that_is_asked_for(made_up: str) -> None:
    spells = "select count(*), max(slug) from cooperation_membership"
    before = asked(spells)
    become("owner")
    try:
        call_command("synthesise", made_up, memberships=1, keep=True, verbosity=0)
    finally:
        become("app")
    assert asked(spells) == before

"""History, clock, changesets and releases cannot be altered with the application's login, nor silently by the owner."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, transaction

from tests.databases import connected
from tests.factories import ReleaseFactory, SourceFactory, factory_of
from tests.record.tables import history, name, number, query, tracked


@pytest.fixture
def app(own_db: str) -> Iterator[psycopg.Connection[Any]]:
    """The application's own login, in a database with one source, two of its versions and a release."""
    source = SourceFactory(slug="paper")
    source.title = "Another title"
    source.save()
    ReleaseFactory(changeset_id=number())
    with connected("app") as connection:
        yield connection


def refused(connection: psycopg.Connection[Any], statement: str) -> str:
    """The SQLSTATE with which STATEMENT is refused."""
    with pytest.raises(psycopg.Error) as caught, connection.transaction():
        connection.execute(statement.encode())
    return str(caught.value.sqlstate)


def test_the_application_cannot_touch_history(app: psycopg.Connection[Any]) -> None:
    for model in tracked():
        table = history(model)
        for statement in (
            f"update {table} set closed = 1",
            f"delete from {table}",
            f"truncate {table}",
            f"insert into {table} select * from {table}",
            f"alter table {table} disable trigger all",
            f"drop table {table}",
            f"select nextval(pg_get_serial_sequence('{table}', 'history_id'))",
        ):
            assert refused(app, statement) == "42501", statement


@pytest.mark.parametrize(
    "statement",
    [
        "update record_clock set number = 0",
        "delete from record_clock",
        "insert into record_changeset select 9, now(), author, user_id, reason, db_user, txid from record_changeset",
        "update record_changeset set author = 'me'",
        "delete from record_changeset",
        "truncate record_changeset cascade",
        "update record_release set name = 'other'",
        "delete from record_release",
        "delete from sources_source",
        "truncate sources_source cascade",
        "alter table sources_source disable trigger all",
        "drop trigger z_keep_update on sources_source",
        "create function record_open() returns int language sql as 'select 1'",
        "set role eudefence_owner",
        "set session authorization eudefence_owner",
        "set session_replication_role = replica",
        "create table mine (id int)",
        "create temp table mine (id int)",
        "create schema mine",
        "select record_open()",
        "set eudefence.rewrite_history = 'on'; update sources_historicalsource set closed = 1",
    ],
)
def test_the_application_can_neither_forge_nor_escape(app: psycopg.Connection[Any], statement: str) -> None:
    assert refused(app, statement) == "42501"


@pytest.mark.parametrize("pointer", ["1", "2", "999", "-1", "1.0", "one", "'; drop table x --"])
def test_a_stolen_changeset_is_refused(app: psycopg.Connection[Any], pointer: str) -> None:
    quoted = pointer.replace("'", "''")
    statement = f"set local eudefence.changeset = '{quoted}'; update sources_source set note = 'mine'"
    assert refused(app, statement) == "28000"


def test_a_transaction_cannot_go_back_to_an_earlier_changeset_of_its_own(app: psycopg.Connection[Any]) -> None:
    with app.transaction(force_rollback=True):
        app.execute("update sources_source set note = 'first'")
        first = app.execute("show eudefence.changeset").fetchone()
        app.execute("set local eudefence.changeset = ''")
        app.execute("update sources_source set note = 'second'")
        assert first is not None
        app.execute("select set_config('eudefence.changeset', %s, true)", first)
        assert refused(app, "update sources_source set note = 'third'") == "28000"


def test_a_verb_that_does_not_exist_is_refused(app: psycopg.Connection[Any]) -> None:
    with app.transaction(force_rollback=True):
        app.execute("set local eudefence.verb = 'improve'")
        assert refused(app, "update sources_source set note = 'x'") == "22023"


def test_readers_and_analysts_write_nothing(app: psycopg.Connection[Any]) -> None:
    for role in ("reader", "analyst"):
        with connected(role) as connection:
            for statement in ("update public.sources_source set note = 'x'", "select * from public.record_clock"):
                assert refused(connection, statement) in ("42501", "25006")


@pytest.mark.parametrize("role", ["reader", "analyst"])
@pytest.mark.parametrize("table", ["pendingchangeset", "pendingchange", "pendingnote"])
def test_proposals_are_for_nobody_who_reads(role: str, table: str, app: psycopg.Connection[Any]) -> None:
    with connected(role) as connection:
        for statement in (
            f"select count(*) from public.record_{table}",
            f"explain analyze select from public.record_{table}",
            f"select last_value from public.record_{table}_id_seq",
        ):
            assert refused(connection, statement) == "42501"


def test_a_changeset_is_not_approved_by_its_author(app: psycopg.Connection[Any]) -> None:
    both = "set local eudefence.user_id = '7'; set local eudefence.approver_id = '7'; "
    assert refused(app, f"{both} update sources_source set note = 'mine'") == "23514"


def test_even_the_owner_must_say_aloud_that_history_is_rewritten(app: psycopg.Connection[Any]) -> None:
    for model in tracked():
        table = history(model)
        with connected("owner") as owner:
            for statement in (
                f"update {table} set closed = closed",
                f"delete from {table}",
                f"insert into {table} select * from {table}",
                f"truncate {table}",
                f"truncate {model._meta.db_table} cascade",
                f"set local eudefence.rewrite_history = 'on'; truncate {table}",
            ):
                assert refused(owner, statement) == "42501", statement
            with owner.transaction(force_rollback=True):
                owner.execute("set local eudefence.rewrite_history = 'on'")
                owner.execute(f"update {table} set closed = closed".encode())


def test_the_owner_cannot_rewrite_changesets_or_releases(app: psycopg.Connection[Any]) -> None:
    with connected("owner") as owner:
        for table in ("record_changeset", "record_release"):
            for statement in (f"delete from {table}", f"truncate {table} cascade"):
                assert refused(owner, statement) == "42501"
        assert refused(owner, "update record_changeset set author = 'me'") == "42501"


@pytest.mark.django_db
@pytest.mark.parametrize("model", tracked(), ids=name)
def test_slugs_keys_and_versions_are_the_databases_own(model: Any) -> None:
    row = factory_of(model)(version=41)
    forbidden = ["id = id + 1000"] + (["slug = slug || '-other'"] if hasattr(model, "slug") else [])
    for change in forbidden:
        with pytest.raises(IntegrityError, match="never change"), transaction.atomic():
            query(f"update {model._meta.db_table} set {change} where id = %s", row.pk)
    row.withdrawn_reason = "changed"
    row.version = 41
    row.save()
    assert model.objects.get(pk=row.pk).version == 2

"""Whatever writes a fact, a source or a citation, the database records it: once, and with its changeset."""

import subprocess
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core import serializers
from django.core.management import call_command
from django.db import connections, transaction

from apps.record.models import CURRENT
from eudefence.logins import login
from eudefence.programs import wheel
from tests.databases import become, connected
from tests.factories import SourceFactory, factory_of
from tests.record import paths
from tests.record.tables import history, name, number, query, tracked, witness


@pytest.mark.django_db
@pytest.mark.parametrize("path", paths.AS_THE_APPLICATION, ids=lambda path: path.__name__)
@pytest.mark.parametrize("model", tracked(), ids=name)
def test_every_way_of_writing_is_recorded(model: Any, path: Any) -> None:
    row = factory_of(model)()
    with witness(model):
        query("select set_config('eudefence.changeset', '', true)")
        path(row)


def test_psql_is_recorded(own_db: str) -> None:
    for model in tracked():
        row = made(model)
        with witness(model):
            psql(paths.updating(row))
        with witness(model):
            psql(paths.inserting(row, "psql"))


def test_loaddata_is_recorded(own_db: str, tmp_path: Path) -> None:
    """As the owner, who may set sequences."""
    kept = {model: made(model) for model in tracked()}
    for model, row in kept.items():
        row.withdrawn_reason = "loaded"
        (tmp_path / f"{name(model)}.json").write_text(serializers.serialize("json", [row]))
    become("owner")
    try:
        for model in kept:
            with witness(model):
                call_command("loaddata", tmp_path / f"{name(model)}.json", verbosity=0)
    finally:
        become("app")


def test_what_the_owner_deletes_is_recorded(own_db: str) -> None:
    copies = {}
    for model in tracked():
        copies[model] = paths.copied(made(model), "gone")
        copies[model].save()
    become("owner")
    try:
        for model, row in copies.items():
            with witness(model):
                query(f"delete from {model._meta.db_table} where id = %s", row.pk)
    finally:
        become("app")


@pytest.mark.parametrize(
    ("trigger", "path"),
    [("z_keep_insert", paths.create), ("z_keep_update", paths.update), ("z_keep_insert", paths.copy_in)],
)
def test_the_witness_sees_a_missing_trigger(own_db: str, trigger: str, path: Any) -> None:
    """The control: were a trigger missing, the tests above would fail."""
    row = SourceFactory()
    become("owner")
    try:
        query(f"drop trigger {trigger} on {row._meta.db_table}")
        with pytest.raises(AssertionError), witness(type(row)):
            path(row)
    finally:
        become("app")


def test_no_record_has_two_versions_that_are_current(own_db: str) -> None:
    """Not even where its owner rewrites history. Those that were over within their own changeset may be many."""
    for model in tracked():
        made(model)
    with connected("owner") as owner:
        for model in tracked():
            fields = [field for field in model.history.model._meta.fields if not field.primary_key]
            table, columns = history(model), ", ".join(f'"{field.column}"' for field in fields)
            again = f"insert into {table} ({columns}) select {{}} from {table} where closed = {CURRENT} limit 1"
            over = columns.replace('"closed"', "opened", 1)
            with owner.transaction():
                owner.execute(b"set local eudefence.rewrite_history = on")
                assert sum(owner.execute(again.format(over).encode()).rowcount for _ in range(2)) == 2
                with pytest.raises(psycopg.errors.UniqueViolation), owner.transaction():
                    owner.execute(again.format(columns).encode())


@pytest.mark.django_db
@pytest.mark.parametrize("model", tracked(), ids=name)
def test_what_changes_nothing_is_not_recorded(model: Any) -> None:
    row = factory_of(model)()
    row.refresh_from_db()
    before, versions, newest = row.version, row.history.count(), number()
    query("select set_config('eudefence.changeset', '', true)")
    row.save()
    model.objects.filter(pk=row.pk).update(withdrawn_reason=row.withdrawn_reason)
    model.objects.filter(pk=0).update(withdrawn_reason="nobody")
    query(f"update {model._meta.db_table} set version = version + 5 where id = %s", row.pk)
    row.refresh_from_db()
    assert (row.version, row.history.count(), number()) == (before, versions, newest)


@pytest.mark.django_db
@pytest.mark.parametrize("model", tracked(), ids=name)
def test_a_version_holds_what_was_computed_then_and_who_wrote_it(model: Any) -> None:
    query("select set_config('eudefence.user_id', '7', true), set_config('eudefence.reason', 'to see', true)")
    row = factory_of(model)()
    version = row.history.get()
    assert (version.history_user_id, version.history_change_reason, version.verb) == (7, "to see", "add")
    assert version.history_date == query("select instant from record_changeset where number = %s", version.opened)[0][0]
    row.refresh_from_db()
    for field in model._meta.concrete_fields:
        assert getattr(version, field.attname) == getattr(row, field.attname), field.attname


def psql(statement: str) -> None:
    """PostgreSQL's own shell, logged in as the application."""
    who = login("app")
    login_words = {key: who[key] for key in ("HOST", "PORT", "USER", "PASSWORD")}
    login_words["DATABASE"] = connections["default"].settings_dict["NAME"]
    subprocess.run(
        [wheel() / "psql", "-X", "-v", "ON_ERROR_STOP=1", "-c", statement],
        env={f"PG{key}": str(value) for key, value in login_words.items()},
        check=True,
        capture_output=True,
    )


def made(model: Any) -> Any:
    """A row that is committed, with the citation it needs by then."""
    with transaction.atomic():
        return factory_of(model)()

"""Which tables keep a history, and a witness of what is written to one of them."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.db import connection

from apps.curation.models import Import, SavedFilter, Suggestion, Verdict
from apps.record.models import (
    CURRENT,
    Changeset,
    Clock,
    PendingChange,
    PendingChangeset,
    PendingNote,
    Profile,
    Redaction,
    Release,
)

# What needs no history: the record's own bookkeeping, what is only proposed, and how a user is called from now on.
UNTRACKED = {
    Changeset,
    Clock,
    Import,
    PendingChange,
    PendingChangeset,
    PendingNote,
    Profile,
    Redaction,
    Release,
    SavedFilter,
    Suggestion,
    Verdict,
}


def ours() -> list[Any]:
    """Every model of our rooms with a table of its own, history tables and the readers' relations left out."""
    models = [model for model in apps.get_models() if model.__module__.startswith("apps.") and model._meta.managed]
    return [model for model in models if not model.__name__.startswith("Historical")]


def tracked() -> list[Any]:
    return [model for model in ours() if model not in UNTRACKED]


def name(model: Any) -> str:
    return str(model._meta.label_lower)


def history(model: Any) -> str:
    return str(model.history.model._meta.db_table)


def written(model: Any) -> list[str]:
    """The columns that a writer sets."""
    return [field.column for field in model._meta.concrete_fields if not field.generated and field.name != "id"]


def query(statement: str, *parameters: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return list(cursor.fetchall()) if cursor.description else []


def number() -> int:
    return int(query("select number from record_clock")[0][0])


def rows(model: Any) -> dict[int, dict[str, Any]]:
    found = query(f'select id, to_jsonb(t)::text from "{model._meta.db_table}" t')
    return {key: json.loads(row) for key, row in found}


def versions(model: Any, after: int = 0) -> list[dict[str, Any]]:
    found = query(f"select to_jsonb(h)::text from {history(model)} h where history_id > %s order by history_id", after)
    return [json.loads(row) for (row,) in found]


@contextmanager
def witness(model: Any) -> Iterator[None]:
    """Asserts that what the block changed in one changeset is in the history: one version for each changed row."""
    before, known = rows(model), versions(model)
    yield
    after = rows(model)
    changed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    assert changed, "the block changed nothing"
    new = versions(model, max((version["history_id"] for version in known), default=0))
    assert sorted(version["id"] for version in new) == sorted(changed)
    closed = {version["history_id"]: version["closed"] for version in versions(model)}
    for version in new:
        _check(version, before.get(version["id"]), after.get(version["id"]))
        former = [old for old in known if old["id"] == version["id"] and old["closed"] == CURRENT]
        assert len(former) == (version["id"] in before)
        assert all(closed[old["history_id"]] == version["opened"] for old in former)


def _check(version: dict[str, Any], before: dict[str, Any] | None, after: dict[str, Any] | None) -> None:
    row = after or before or {}
    assert {column: version[column] for column in row} == row
    assert version["opened"] == number()
    assert version["closed"] == (CURRENT if after else version["opened"])
    assert version["history_type"] == ("+" if not before else "~" if after else "-")
    if after:
        assert after["version"] == (before["version"] + 1 if before else 1)

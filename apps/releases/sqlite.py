"""SQLite: one database with all tables, their keys, and the data dictionary as comments in their schema."""

import json
import sqlite3
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from apps.chronicle.shapes import plain
from apps.releases.tables import Column, Table

# The file is new and is thrown away if anything goes wrong.
HASTE = "pragma journal_mode = off; pragma synchronous = off; pragma user_version = {};"


def create(file: Path, tables: Iterable[Table], changeset: int) -> sqlite3.Connection:
    """A database with empty TABLES; its user_version is the changeset."""
    database = sqlite3.connect(file, isolation_level=None)
    database.executescript(HASTE.format(changeset) + "\n".join(_definition(table) for table in tables))
    database.execute("begin")
    return database


def insert(database: sqlite3.Connection, table: Table, rows: list[list[Any]]) -> None:
    marks = ", ".join("?" * len(table.columns))
    database.executemany(
        f'insert into "{table.name}" values ({marks})', [[_value(value) for value in row] for row in rows]
    )


def finish(database: sqlite3.Connection) -> None:
    """Commit, once every key leads somewhere."""
    dangling = database.execute("pragma foreign_key_check").fetchall()
    if dangling:
        raise ValueError(f"In the release these rows point at nothing: {dangling[:5]}")
    database.execute("commit")


def _definition(table: Table) -> str:
    columns = ",\n".join(f"{_comment(column.comment)}\n  {_column(table, column)}" for column in table.columns)
    return f'create table "{table.name}" (\n{_comment(table.comment)}\n{columns}\n) without rowid;'


def _column(table: Table, column: Column) -> str:
    key = " primary key not null" if column.name == table.resource.key else ""
    target = table.references.get(column.name)
    return f'"{column.name}" {column.kind.sqlite}{key}' + (f' references "{target}" (slug)' if target else "")


def _comment(text: str) -> str:
    return f"  -- {' '.join(text.split())}"


def _value(value: Any) -> Any:
    """As SQLite keeps it: days as text, lists as JSON, for its json_each."""
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, date):
        return value.isoformat()
    return plain(value) if isinstance(value, Decimal) else value

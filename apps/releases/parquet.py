"""Parquet, by DuckDB: typed columns, lists as lists, in the order of the rows."""

from pathlib import Path
from typing import Any

import duckdb

from apps.releases.tables import Table

# It loads nothing from elsewhere, and one thread writes the same bytes every time.
CONFIG: dict[str, Any] = {"autoinstall_known_extensions": False, "autoload_known_extensions": False, "threads": 1}


def convert(rows: Path, file: Path, table: Table, said: dict[str, Any]) -> None:
    """Write the JSON lines in ROWS to FILE, with what is SAID of them in its metadata."""
    columns = ", ".join(f"{_name(column.name)}: {_text(column.kind.parquet)}" for column in table.columns)
    metadata = ", ".join(f"{_name(key)}: {_text(value)}" for key, value in said.items())
    read = f"select * from read_json({_text(rows)}, format='newline_delimited', columns={{{columns}}})"
    form = f"format parquet, compression zstd, kv_metadata {{{metadata}}}"
    with duckdb.connect(config=CONFIG) as connection:
        connection.execute(f"copy ({read}) to {_text(file)} ({form})")


def _name(text: str) -> str:
    return f'"{text}"'


def _text(value: Any) -> str:
    return "'" + str(value).replace("'", "''") + "'"

"""Writing the rows of a release: each table as CSV, NDJSON and Parquet, all of them into one SQLite database."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from sqlite3 import Connection

from apps.chronicle import lines
from apps.chronicle.exports import batches
from apps.chronicle.questions import Question
from apps.chronicle.shapes import shape
from apps.releases import parquet, sqlite
from apps.releases.tables import TABLES, Table

EVERYTHING = Question()  # all days, all standings
SQLITE = "eudefence.sqlite"


def write_tables(folder: Path, release: str, changeset: int) -> dict[str, int]:
    """Write every table at CHANGESET into FOLDER; how many rows each has."""
    with closing(sqlite.create(folder / SQLITE, TABLES, changeset)) as database:
        counts = {table.name: _write(folder, table, changeset, database) for table in TABLES}
        sqlite.finish(database)
    for table in TABLES:
        with _spare(folder, table) as spare:
            parquet.convert(
                spare, folder / f"{table.name}.parquet", table, {"release": release, "changeset": changeset}
            )
    return counts


def _write(folder: Path, table: Table, changeset: int, database: Connection) -> int:
    count = 0
    with (
        (folder / f"{table.name}.csv").open("wb") as as_csv,
        (folder / f"{table.name}.ndjson").open("wb") as as_ndjson,
        _spare_file(folder, table).open("wb") as spare,
        closing(batches(table.resource, EVERYTHING, changeset)) as found,
    ):
        as_csv.write(lines.header(table.names))
        for rows in found:
            flat = [lines.flat(table.resource, row, table.names) for row in rows]
            as_csv.write(lines.table(flat))
            as_ndjson.write(lines.objects(shape(table.resource, row) for row in rows))
            spare.write(lines.objects(dict(zip(table.names, values, strict=True)) for values in flat))
            sqlite.insert(database, table, flat)
            count += len(rows)
    return count


def _spare_file(folder: Path, table: Table) -> Path:
    return folder / f"{table.name}.flat"


@contextmanager
def _spare(folder: Path, table: Table) -> Iterator[Path]:
    """The flat rows that Parquet is made of; not part of the release."""
    file = _spare_file(folder, table)
    yield file
    file.unlink()

"""The SQLite file of a release, as Datasette's users have it: memberships, with the tables they point at."""

import sys
from contextlib import closing
from pathlib import Path

import django

django.setup()

from apps.chronicle import lines  # noqa: E402  # needs the settings
from apps.chronicle.clock import pinned  # noqa: E402
from apps.chronicle.exports import batches  # noqa: E402
from apps.chronicle.questions import Question  # noqa: E402
from apps.releases import sqlite  # noqa: E402
from apps.releases.tables import TABLES  # noqa: E402


def main(file: Path) -> None:
    with pinned() as known, closing(sqlite.create(file, TABLES, known.changeset)) as database:
        for table in (each for each in TABLES if each.name != "citation"):
            for rows in batches(table.resource, Question(), known.changeset):
                sqlite.insert(database, table, [lines.flat(table.resource, row, table.names) for row in rows])
        sqlite.finish(database)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""The SQLite file of a release, as Datasette's users have it: memberships, with the tables they point at."""

import sys
from contextlib import closing
from pathlib import Path

import django

django.setup()

from apps.chronicle import lines
from apps.chronicle.clock import pinned
from apps.chronicle.exports import batches
from apps.chronicle.questions import Question
from apps.releases import sqlite
from apps.releases.tables import TABLES


def main(file: Path) -> None:
    with pinned() as known, closing(sqlite.create(file, TABLES, known.changeset)) as database:
        for table in (each for each in TABLES if each.name != "citation"):
            for rows in batches(table.resource, Question(), known.changeset):
                sqlite.insert(database, table, [lines.flat(table.resource, row, table.names) for row in rows])
        sqlite.finish(database)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

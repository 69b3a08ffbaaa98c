"""Whole sets of rows, however large: read through a cursor that the server keeps."""

from collections.abc import Generator
from contextlib import closing

from django.db import connections

from apps.chronicle.models.base import READER
from apps.chronicle.questions import Question, Row, rows
from apps.chronicle.resources import Resource

BATCH = 500
PATIENCE = "10min"  # for each batch; answers in pages keep the short limit of their role
SETTINGS = "select set_config('eudefence.pin', %s, true), set_config('statement_timeout', %s, true)"


def batches(resource: Resource, question: Question, changeset: int) -> Generator[list[Row], None, None]:
    """All rows that answer QUESTION at CHANGESET, some hundred at a time, in one transaction.

    It has a connection of its own: whoever stops listening half-way leaves none behind in a transaction.
    """
    query, arguments = rows(resource, question).query.get_compiler(READER).as_sql()
    with closing(connections.create_connection(READER)) as own:
        own.inc_thread_sharing()  # a server may begin an answer in one thread and finish it in another
        own.set_autocommit(False)
        with own.cursor() as cursor:
            cursor.execute(SETTINGS, [str(changeset), PATIENCE])
        with own.chunked_cursor() as cursor:
            cursor.execute(query, arguments)
            while found := cursor.fetchmany(BATCH):
                names = [column[0] for column in cursor.description]
                yield [dict(zip(names, each, strict=True)) for each in found]


def patient() -> None:
    """Let each statement of the transaction that `pinned` opened take as long as one of a whole set may."""
    with connections[READER].cursor() as cursor:
        cursor.execute("select set_config('statement_timeout', %s, true)", [PATIENCE])

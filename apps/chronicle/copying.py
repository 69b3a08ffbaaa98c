"""Whole sets as text that the database writes itself, by COPY: the same bytes as `lines` writes row by row."""

from collections.abc import Generator, Iterable
from contextlib import closing
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connections, models

from apps.chronicle.exports import SETTINGS
from apps.chronicle.lines import header
from apps.chronicle.models.base import READER
from apps.chronicle.questions import Question, rows
from apps.chronicle.resources import Resource
from apps.chronicle.shapes import keys
from apps.chronicle.written import address_of, as_text, field_of, is_column, members

PATIENCE = "1h"  # for the whole set, however slowly its reader takes it
PIECE = 2**16  # bytes, about
# A spreadsheet would run a text that begins so, unless it is a number.
HARMLESS = (
    r"case when left({0}, 1) in ('=', '+', '-', '@', e'\t', e'\r') and {0} !~ '^[+-]?[0-9]+([.][0-9]+)?$'"
    " then '''' || {0} else {0} end"
)
# JSON in the clothes of CSV: it holds none of these characters, so nothing is quoted or escaped a second time.
AS_IT_IS = r"format csv, delimiter e'\x02', quote e'\x01'"

Pieces = Generator[bytes, None, None]


def csv(resource: Resource, question: Question, names: Iterable[str], changeset: int) -> Pieces:
    """RFC 4180: a header with NAMES, then a row for each record."""
    listed = list(names)
    cells = ", ".join(f"nullif({_cell(resource, question, name)}, '')" for name in listed)
    yield from _copied(resource, question, cells, "format csv", b"\r\n", changeset, header(listed))


def ndjson(resource: Resource, question: Question, names: Iterable[str], changeset: int) -> Pieces:
    """One JSON object for each record, with the keys NAMES."""
    line = f"'{{' || {members(resource, question, names)} || '}}'"
    yield from _copied(resource, question, line, AS_IT_IS, b"\n", changeset, b"")


def _copied(
    resource: Resource, question: Question, shown: str, form: str, ending: bytes, changeset: int, head: bytes
) -> Pieces:
    """All rows in one statement, on a connection of their own: whoever stops listening leaves none behind."""
    asked, arguments = rows(resource, question).query.get_compiler(READER).as_sql()
    with closing(connections.create_connection(READER)) as own:
        own.inc_thread_sharing()  # a server may begin an answer in one thread and finish it in another
        own.set_autocommit(False)
        with own.cursor() as cursor:
            cursor.execute(SETTINGS, [str(changeset), PATIENCE])
            copied = f"copy (select {shown} from ({asked}) r) to stdout ({form})"
            with own.wrap_database_errors, cursor.copy(copied, arguments) as copy:
                yield from _pieces(copy, ending, head)


def _pieces(lines: Iterable[Any], ending: bytes, head: bytes) -> Pieces:
    """The header waits for rows, which may yet be refused; lines come one by one and leave many at a time."""
    found, size = [head], 0
    for line in lines:
        found.append(bytes(line)[:-1] + ending)
        size += len(line)
        if size > PIECE:
            yield b"".join(found)
            found, size = [], 0
    if found:
        yield b"".join(found)


def _cell(resource: Resource, question: Question, name: str) -> str:
    """The SQL of a value as CSV has it."""
    if not is_column(resource, question, name):
        return "null" if name == "certainty" else address_of(f"r.{resource.key}::text", resource.kind)
    column, text = f'r."{name}"', as_text(resource, name)
    field = field_of(resource, name)
    if isinstance(field, ArrayField):
        return HARMLESS.format(f"array_to_string({column}, '|')")
    is_free = isinstance(field, models.TextField) and not name.endswith(("slug", "_kind"))
    return HARMLESS.format(text) if is_free and name not in resource.vocabularies else text


def shown(resource: Resource, fields: frozenset[str] | None) -> list[str]:
    """The keys of a record of which FIELDS are asked for; its own key always."""
    return [name for name in keys(resource) if fields is None or name == resource.key or name in fields]

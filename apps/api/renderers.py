"""Forms of whole sets: rows as lines of CSV or of JSON, as they come."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from rest_framework.renderers import BaseRenderer

from apps.api.presentation import trimmed
from apps.api.selections import Shown
from apps.chronicle import lines
from apps.chronicle.questions import Row
from apps.chronicle.resources import Resource
from apps.chronicle.shapes import shape

Batches = Iterator[list[Row]]


class LinesRenderer(BaseRenderer):
    """A form that is written batch by batch; what comes in one piece, such as a 304, has no content."""

    charset = "utf-8"

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        return b""

    def lines(self, resource: Resource, batches: Batches, shown: Shown) -> Iterator[bytes]:
        raise NotImplementedError


class NdjsonRenderer(LinesRenderer):
    """One JSON object for each row, of the same shape as in a list."""

    media_type = "application/x-ndjson"
    format = "ndjson"

    def lines(self, resource: Resource, batches: Batches, shown: Shown) -> Iterator[bytes]:
        for found in batches:
            shaped = trimmed(resource, (shape(resource, row) for row in found), shown)
            yield lines.objects(shaped)


class CsvRenderer(LinesRenderer):
    """RFC 4180: a header, then a row for each record; links as the SQL relations have them."""

    media_type = "text/csv"
    format = "csv"

    def lines(self, resource: Resource, batches: Batches, shown: Shown) -> Iterator[bytes]:
        columns = _columns(resource, shown)
        head = lines.header(columns)
        for found in chain([next(batches, [])], batches):  # the header waits for rows: they may yet be refused
            yield head + lines.table(lines.flat(resource, row, columns) for row in found)
            head = b""


def _columns(resource: Resource, shown: Shown) -> list[str]:
    """The columns of what is shown; the key always."""
    return [name for name in lines.columns(resource) if name == resource.key or _is_shown(resource, name, shown)]


def _is_shown(resource: Resource, column: str, shown: Shown) -> bool:
    link, _, part = column.rpartition("_")
    is_of_link = part in ("slug", "name", "kind") and (link in resource.links or link in resource.link_lists)
    return shown.fields is None or column in shown.fields or (is_of_link and link in shown.fields)

"""Forms of whole sets: rows as lines of CSV or of JSON, as they come."""

import csv
import io
import json
import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

from rest_framework.renderers import BaseRenderer
from rest_framework.utils.encoders import JSONEncoder

from apps.api.presentation import trimmed
from apps.api.selections import Shown
from apps.api.shapes import address, plain, selected, shape
from apps.chronicle.questions import Row
from apps.chronicle.resources import Resource

Batches = Iterator[list[Row]]
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?\Z", re.ASCII)
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run a text that begins so


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
            yield "".join(f"{json.dumps(row, cls=JSONEncoder, ensure_ascii=False)}\n" for row in shaped).encode()


class CsvRenderer(LinesRenderer):
    """RFC 4180: a header, then a row for each record; links as the SQL relations have them."""

    media_type = "text/csv"
    format = "csv"

    def lines(self, resource: Resource, batches: Batches, shown: Shown) -> Iterator[bytes]:
        columns = _columns(resource, shown)
        header = [columns]
        for found in chain([next(batches, [])], batches):  # the header waits for rows: they may yet be refused
            yield _written(header + [[_cell(resource, row, column) for column in columns] for row in found])
            header = []


def _columns(resource: Resource, shown: Shown) -> list[str]:
    """The key and the address first, then the columns of what is shown."""
    own_address = "self" if resource.has("url") else "url"
    rest = [name for name in selected(resource) if name != resource.key]
    return [resource.key] + [name for name in (own_address, *rest) if _is_shown(resource, name, shown)]


def _is_shown(resource: Resource, column: str, shown: Shown) -> bool:
    link, _, part = column.rpartition("_")
    is_of_link = part in ("slug", "name", "kind") and (link in resource.links or link in resource.link_lists)
    return shown.fields is None or column in shown.fields or (is_of_link and link in shown.fields)


def _cell(resource: Resource, row: Row, column: str) -> str:
    if column not in row:
        return "" if column == "certainty" else address(resource, row[resource.key])
    value = row[column]
    text = "|".join(value) if isinstance(value, list) else _text(value)
    return f"'{text}" if text.startswith(FORMULA) and not NUMBER.match(text) else text


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(plain(value))


def _written(lines: Any) -> bytes:
    content = io.StringIO(newline="")
    csv.writer(content).writerows(lines)
    return content.getvalue().encode()

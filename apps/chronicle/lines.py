"""Whole sets as text: rows as lines of CSV or of JSON, the same in every answer and every file."""

import csv
import io
import json
import re
from collections.abc import Iterable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from apps.chronicle.questions import Row
from apps.chronicle.resources import Resource
from apps.chronicle.shapes import address, plain, selected

NUMBER = re.compile(r"[+-]?\d+(\.\d+)?\Z", re.ASCII)
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run a text that begins so


def columns(resource: Resource) -> list[str]:
    """The key and the address first, then the columns of the relation; links as the SQL relations have them."""
    own_address = "self" if resource.has("url") else "url"
    return [resource.key, own_address, *(name for name in selected(resource) if name != resource.key)]


def flat(resource: Resource, row: Row, names: Iterable[str]) -> list[Any]:
    """The values of ROW under the columns NAMES."""
    return [row[name] if name in row else _added(resource, row, name) for name in names]


def header(names: Iterable[str]) -> bytes:
    return _written([names])


def table(rows: Iterable[Iterable[Any]]) -> bytes:
    """Flat rows as RFC 4180 has them."""
    return _written([_cell(value) for value in row] for row in rows)


def objects(rows: Iterable[dict[str, Any]]) -> bytes:
    """One JSON object in each line."""
    return "".join(f"{json.dumps(row, cls=DjangoJSONEncoder, ensure_ascii=False)}\n" for row in rows).encode()


def _added(resource: Resource, row: Row, name: str) -> Any:
    """What stands in no relation: the address, and a certainty where no day was asked for."""
    return None if name == "certainty" else address(resource, row[resource.key])


def _cell(value: Any) -> str:
    text = "|".join(value) if isinstance(value, list) else _text(value)
    return f"'{text}" if text.startswith(FORMULA) and not NUMBER.match(text) else text


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(plain(value))


def _written(lines: Iterable[Iterable[Any]]) -> bytes:
    content = io.StringIO(newline="")
    csv.writer(content).writerows(lines)
    return content.getvalue().encode()

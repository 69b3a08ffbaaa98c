"""The data dictionary: what every relation and column of schema `eudefence` holds, in the words of the database.

`dictionary.json` is made of the comments there: `UPDATE_DOCS=1 pytest tests/chronicle/test_dictionary.py` does it anew.
"""

import json
from functools import cache
from pathlib import Path
from typing import TypedDict

from apps.chronicle.resources import Resource

FILE = Path(__file__).parent / "dictionary.json"


class Column(TypedDict):
    type: str
    comment: str


class Relation(TypedDict):
    comment: str
    columns: dict[str, Column]


@cache
def dictionary() -> dict[str, Relation]:
    """Every relation by its name."""
    found: dict[str, Relation] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def relation(resource: Resource) -> Relation:
    """The relation that a resource reads."""
    return dictionary()[resource.relation]

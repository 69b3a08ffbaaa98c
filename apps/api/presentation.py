"""Rows as an address asks for them: with what they link to, and without what nobody asked for."""

from collections.abc import Sequence
from typing import Any

from apps.api.selections import Shown
from apps.chronicle.clock import Known
from apps.chronicle.expansions import citations, linked
from apps.chronicle.names import Named
from apps.chronicle.questions import Question
from apps.chronicle.resources import Resource
from apps.chronicle.shapes import Shaped, told

Values = Sequence[tuple[Any, ...]]


def presented(
    resource: Resource, columns: tuple[str, ...], values: Values, known: Known, question: Question, shown: Shown
) -> list[Shaped]:
    """Shaped rows, with their expansions and fields."""
    shaped = told(resource, columns, values, known)
    if links := [name for name in shown.expand if name != "citations"]:
        _nest(shaped, links, linked(shaped, links, question, known))
    if "citations" in shown.expand:
        _cite(resource, shaped, known)
    return shaped if shown.fields is None else [_trimmed(resource, row, shown.fields) for row in shaped]


def _trimmed(resource: Resource, row: Shaped, fields: frozenset[str]) -> Shaped:
    """Only the fields asked for; the key stays, for it says which row it is."""
    return {key: value for key, value in row.items() if key == resource.key or key in fields}


def _nest(shaped: list[Shaped], names: list[str], found: dict[Named, Shaped]) -> None:
    for row in shaped:
        for name in names:
            value = row[name]
            row[name] = [_whole(link, found) for link in value] if isinstance(value, list) else _whole(value, found)


def _whole(link: Shaped | None, found: dict[Named, Shaped]) -> Shaped | None:
    """The row behind a link."""
    return link and found.get((link["kind"], link["slug"]), link)


def _cite(resource: Resource, shaped: list[Shaped], known: Known) -> None:
    found = citations(resource, shaped, known)
    for row in shaped:
        row["citations"] = found.get(row["slug"], [])

"""Rows as an address asks for them: with what they link to, and without what nobody asked for."""

from typing import Any

from apps.api.selections import Shown
from apps.chronicle.expansions import Named, citations, linked
from apps.chronicle.pages import Page
from apps.chronicle.questions import Question, Row
from apps.chronicle.resources import BY_KIND, RESOURCES, Resource
from apps.chronicle.shapes import shape, shaper
from apps.chronicle.subjects import called

Shaped = dict[str, Any]


def presented(resource: Resource, found: Page, question: Question, shown: Shown) -> list[Shaped]:
    """Shaped rows, with their expansions and fields."""
    wanted = [name for name in shown.expand if shown.fields is None or name in shown.fields]
    shaped = list(map(shaper(resource, found.columns), found.values))
    if links := [name for name in wanted if name != "citations"]:
        _nest(shaped, links, linked(resource, found.rows, links, question))
    if "citations" in wanted:
        _cite(resource, shaped)
    return shaped if shown.fields is None else [_trimmed(resource, row, shown.fields) for row in shaped]


def _trimmed(resource: Resource, row: Shaped, fields: frozenset[str]) -> Shaped:
    """Only the fields asked for; the key stays, for it says which row it is."""
    return {key: value for key, value in row.items() if key == resource.key or key in fields}


def _nest(shaped: list[Shaped], names: list[str], found: dict[Named, Row]) -> None:
    for row in shaped:
        for name in names:
            value = row[name]
            row[name] = [_whole(link, found) for link in value] if isinstance(value, list) else _whole(value, found)


def _whole(link: Shaped | None, found: dict[Named, Row]) -> Shaped | None:
    """The row behind a link; its kind stands beside the link, or is the only one there can be."""
    row = found.get((link["kind"], link["slug"])) if link else None
    return shape(BY_KIND[link["kind"]], row) if link and row else link


def _cite(resource: Resource, shaped: list[Shaped]) -> None:
    found = citations(resource, {row["slug"]: called(row) for row in shaped})
    for row in shaped:
        row["citations"] = [shape(RESOURCES["citations"], citation) for citation in found.get(row["slug"], [])]

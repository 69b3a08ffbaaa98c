"""Pages that never shift: each goes by the values of the row it ended with, at the changeset it began at."""

from dataclasses import dataclass
from typing import Any

from apps.chronicle.ordering import beyond, complete
from apps.chronicle.questions import Question, Row, rows
from apps.chronicle.resources import Resource


@dataclass(frozen=True)
class Place:
    """Where a page begins: after a row, or, read backwards, before it; `key` holds its values by column."""

    key: Any = None
    backwards: bool = False


@dataclass(frozen=True)
class Page:
    rows: list[Row]
    next: Place | None
    previous: Place | None


def page(resource: Resource, question: Question, place: Place, size: int) -> Page:
    """SIZE rows from PLACE on, and the places of the pages beside it."""
    found = rows(resource, question)
    if place.key is not None:
        found = found.filter(beyond(resource, question.ordering, place.key, place.backwards))
    if place.backwards:
        found = found.reverse()
    taken = list(found[: size + 1])
    more, taken = len(taken) > size, taken[:size]
    if place.backwards:
        taken.reverse()
        return _page(resource, question, taken, before=more, after=True)
    return _page(resource, question, taken, before=place.key is not None, after=more)


def count(resource: Resource, question: Question) -> int:
    """How many rows answer QUESTION on all pages together."""
    found: int = rows(resource, question).count()
    return found


def _page(resource: Resource, question: Question, taken: list[Row], before: bool, after: bool) -> Page:
    if not taken:
        return Page([], None, None)
    names = [column.name for column in complete(resource, question.ordering)]
    first, last = ({name: row[name] for name in names} for row in (taken[0], taken[-1]))
    return Page(taken, Place(last) if after else None, Place(first, backwards=True) if before else None)

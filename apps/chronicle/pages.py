"""Pages that never shift: each goes by the key of the row it ended with, at the changeset it began at."""

from dataclasses import dataclass
from typing import Any

from apps.chronicle.questions import Question, Row, rows
from apps.chronicle.resources import Resource


@dataclass(frozen=True)
class Place:
    """Where a page begins: after a key, or, read backwards, before it."""

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
    if place.backwards:
        found = found.filter(pk__lt=place.key).reverse()
    elif place.key is not None:
        found = found.filter(pk__gt=place.key)
    taken = list(found[: size + 1])
    more, taken = len(taken) > size, taken[:size]
    if place.backwards:
        taken.reverse()
        return _page(resource, taken, before=more, after=True)
    return _page(resource, taken, before=place.key is not None, after=more)


def _page(resource: Resource, taken: list[Row], before: bool, after: bool) -> Page:
    if not taken:
        return Page([], None, None)
    first, last = taken[0][resource.key], taken[-1][resource.key]
    return Page(taken, Place(last) if after else None, Place(first, backwards=True) if before else None)

"""Pages that never shift: each goes by the values of the row it ended with, at the changeset it began at."""

from dataclasses import dataclass, field, replace
from typing import Any

from apps.chronicle.ordering import beyond, complete
from apps.chronicle.questions import Question, Values, bare, rows
from apps.chronicle.resources import Resource
from apps.chronicle.shapes import Columns
from apps.chronicle.statements import Blanks, read
from apps.chronicle.written import finished

COUNT = "select count(*) from ({rows}) counted"


@dataclass(frozen=True)
class Place:
    """Where a page begins: after a row, or, read backwards, before it; `key` holds its values by column."""

    key: Any = field(default=None, hash=False)
    backwards: bool = False

    def shape(self, blanks: Blanks) -> "Place":
        """This place with blanks for its texts and days."""
        return self if self.key is None else replace(self, key={name: blanks(each) for name, each in self.key.items()})


@dataclass(frozen=True)
class Page:
    """Rows as values in `columns`, without names, and the places of the pages beside it."""

    columns: tuple[str, ...]
    values: list[tuple[Any, ...]]
    next: Place | None = None
    previous: Place | None = None


def page(
    resource: Resource, question: Question, place: Place, size: int, changeset: int, is_finished: bool = False
) -> Page:
    """SIZE rows from PLACE on, as known at CHANGESET, and the places of the pages beside it.

    Where they are shown as they are, the database writes the rest of each that needs no names (IS_FINISHED).
    """
    blanks = Blanks()
    shape = question.shape(blanks)
    columns, within = finished(resource, shape) if is_finished else (bare(resource, question), "{rows}")
    taken = read(changeset, blanks, _queryset, resource, shape, place.shape(blanks), size + 1, within=within)
    more, taken = len(taken) > size, taken[:size]
    if place.backwards:
        taken.reverse()
        return _page(resource, question, columns, taken, before=more, after=True)
    return _page(resource, question, columns, taken, before=place.key is not None, after=more)


def _queryset(resource: Resource, question: Question, place: Place, size: int) -> Any:
    found = rows(resource, question, bare(resource, question))
    if place.key is not None:
        found = found.filter(beyond(resource, question.ordering, place.key, place.backwards))
    return (found.reverse() if place.backwards else found)[:size]


def count(resource: Resource, question: Question, changeset: int) -> int:
    """How many rows answer QUESTION on all pages together."""
    blanks = Blanks()
    ((found,),) = read(changeset, blanks, _keys, resource, question.shape(blanks), within=COUNT)
    return int(found)


def _keys(resource: Resource, question: Question) -> Any:
    return rows(resource, question, (resource.key,)).order_by()


def _page(
    resource: Resource, question: Question, columns: Columns, taken: list[Values], before: bool, after: bool
) -> Page:
    if not taken:
        return Page(columns, [])
    places = {column.name: columns.index(column.name) for column in complete(resource, question.ordering)}
    first, last = ({name: row[place] for name, place in places.items()} for row in (taken[0], taken[-1]))
    return Page(columns, taken, Place(last) if after else None, Place(first, backwards=True) if before else None)

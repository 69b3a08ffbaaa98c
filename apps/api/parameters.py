"""Reads the parameters of an address into a question; whatever is unknown is refused by name."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TypeVar

from django.http import QueryDict

from apps.api import grammar, selections
from apps.api.cursors import Cursor, place_in
from apps.api.grammar import MOST_ROWS, OWN_WRITE, PAGE_SIZE
from apps.api.problems import BadParameters
from apps.api.selections import EVERYTHING, Shown
from apps.chronicle import search
from apps.chronicle.ordering import Column
from apps.chronicle.parameters import Parameters, filters
from apps.chronicle.questions import Question
from apps.chronicle.resources import Resource

T = TypeVar("T")
NOT_OURS = "This cursor was not given by this API for this list. Begin again without it."


@dataclass(frozen=True)
class Asked:
    """An address, understood."""

    question: Question
    known_at: str | None
    cursor: Cursor | None
    page_size: int
    shown: Shown = EVERYTHING
    min_changeset: int = 0  # answered at this changeset or a later one, or not at all


@lru_cache(maxsize=500)
def understood(reading: "Callable[[Reader], Asked]", resource: Resource, text: str) -> Asked:
    """What the query of an address asks of RESOURCE, by one of the methods of `Reader`. Raises BadParameters."""
    return reading(Reader(resource, QueryDict(text.encode("iso-8859-1"))))  # the bytes of a text are these in WSGI


class Reader(Parameters):
    """Reads the parameters that only the API has too: pages, order and what is shown."""

    refusal = BadParameters

    def list_question(self) -> Asked:
        """One page of rows. Raises BadParameters."""
        ordering, shown = self._read("ordering", selections.ordering) or (), self._shown()
        asked = Asked(
            self._rows_question(ordering), self._known_at(), self._cursor(ordering), self._page_size(), shown
        )  # fmt: skip
        return self._done(grammar.of_list(self.resource), asked)

    def whole_question(self) -> Asked:
        """All rows at once: there are no pages, and nothing is nested. Raises BadParameters."""
        ordering, shown = self._read("ordering", selections.ordering) or (), self._shown()
        asked = Asked(self._rows_question(ordering), self._known_at(), None, 0, shown)
        return self._done(grammar.of_whole(self.resource), asked)

    def detail_question(self) -> Asked:
        """The versions of one row. Raises BadParameters."""
        return self._done(grammar.of_history(self.resource), Asked(self._question(), self._known_at(), None, 1))

    def row_question(self) -> Asked:
        """One row, with what of it is shown. Raises BadParameters."""
        asked = Asked(self._question(), self._known_at(), None, 1, self._shown())
        return self._done(grammar.of_row(self.resource), asked)

    def _rows_question(self, ordering: tuple[Column, ...]) -> Question:
        return self._question(
            certainty=self._certainty(),
            standings=self._standings(),
            values={
                column: self._values(name, column) for name, column in filters(self.resource) if name in self.query
            },
            words=(self._read("q", selections.words) or ()) if search.columns(self.resource) else (),
            ordering=ordering,
        )

    def _shown(self) -> Shown:
        fields, expand = self._read("fields", selections.fields), self._read("expand", selections.expand) or ()
        if fields and "citations" in fields and "citations" not in expand:
            self._wrong("fields", "Citations are shown where expand=citations is asked for too.")
        kept = None if fields is None else fields | set(expand)  # whoever expands something wants to see it
        return Shown(kept, expand, bool(self._read("count", selections.exact)))

    def _read(self, name: str, reading: Callable[[Resource, str], T]) -> T | None:
        """What READING makes of a parameter; None where it is not given or cannot be read."""
        text = self.query.get(name)
        try:
            return None if text is None else reading(self.resource, text)
        except selections.Unreadable as error:
            self._wrong(name, str(error))
            return None

    def _done(self, known: Collection[str], asked: Asked) -> Asked:
        found = replace(asked, min_changeset=self._min_changeset())
        self._refuse_all_but(known)
        return found

    def _min_changeset(self) -> int:
        text = self.query.get(OWN_WRITE, "0")
        for name in ("known_at", "known_to", "cursor"):
            if OWN_WRITE in self.query and name in self.query:
                self._wrong(OWN_WRITE, f"{name} says at which changeset to answer; leave {OWN_WRITE} out.")
        if text.isascii() and text.isdigit() and len(text) < 10:
            return int(text)
        self._wrong(OWN_WRITE, f"Not a changeset: “{text}”. Write the number that your write was given, such as 41.")
        return 0

    def _known_at(self) -> str | None:
        text = self.query.get("known_at")
        if text is not None and "cursor" in self.query:
            self._wrong("known_at", "A cursor carries its changeset; leave known_at out.")
        return text

    def _page_size(self) -> int:
        text = self.query.get("page_size", str(PAGE_SIZE))
        if re.fullmatch(r"[0-9]{1,3}", text) and 1 <= int(text) <= MOST_ROWS:
            return int(text)
        self._wrong("page_size", f"Not a page size: “{text}”. From 1 to {MOST_ROWS}.")
        return PAGE_SIZE

    def _cursor(self, ordering: tuple[Column, ...] | None = None) -> Cursor | None:
        """The cursor, which belongs to one ordering; None where places are no rows of this resource."""
        text = self.query.get("cursor")
        cursor = Cursor.read(text) if text is not None else None
        if cursor and ordering is not None:
            place = place_in(self.resource, ordering, cursor.place)
            cursor = Cursor(cursor.changeset, place) if place else None
        if text is not None and cursor is None:
            self._wrong("cursor", NOT_OURS)
        return cursor

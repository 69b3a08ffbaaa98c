"""Reads the parameters of an address into a question; whatever is unknown is refused by name."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db import models
from django.http import QueryDict

from apps.api import selections
from apps.api.cursors import Cursor, place_in
from apps.api.problems import BadParameters
from apps.api.selections import EVERYTHING, Shown
from apps.chronicle import search
from apps.chronicle.ordering import Column
from apps.chronicle.questions import Question
from apps.chronicle.resources import BY_KIND, Resource
from apps.cooperation.models import PARTICIPATING, Standing

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
DAY = re.compile(r"\d{4}-\d\d-\d\d\Z")
DAYS = ("valid_at", "valid_from", "valid_to")
MOST_VALUES = 50
PAGE_SIZE, MOST_ROWS = 100, 500
PAGED = {"cursor", "page_size", "count", "expand"}
T = TypeVar("T")


@dataclass(frozen=True)
class Asked:
    """An address, understood."""

    question: Question
    known_at: str | None
    cursor: Cursor | None
    page_size: int
    shown: Shown = EVERYTHING


class Reader:
    """Reads one query string for one resource, gathering every error before it refuses."""

    def __init__(self, resource: Resource, query: QueryDict) -> None:
        self.resource, self.query = resource, query
        self.errors: list[tuple[str, str]] = []

    def list_question(self) -> Asked:
        """One page of rows. Raises BadParameters."""
        ordering, shown = self._read("ordering", selections.ordering) or (), self._shown()
        asked = Asked(
            self._rows_question(ordering), self._known_at(), self._cursor(ordering), self._page_size(), shown
        )  # fmt: skip
        return self._done(self._list_parameters() | PAGED, asked)

    def whole_question(self) -> Asked:
        """All rows at once: there are no pages, and nothing is nested. Raises BadParameters."""
        ordering, shown = self._read("ordering", selections.ordering) or (), self._shown()
        asked = Asked(self._rows_question(ordering), self._known_at(), None, 0, shown)
        return self._done(self._list_parameters(), asked)

    def detail_question(self) -> Asked:
        return self._done(self._days_allowed(), Asked(self._question(), self._known_at(), None, 1))

    def row_question(self) -> Asked:
        """One row, with what of it is shown. Raises BadParameters."""
        asked = Asked(self._question(), self._known_at(), None, 1, self._shown())
        return self._done(self._days_allowed() | {"fields", "expand"}, asked)

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
        return Shown(fields, expand, bool(self._read("count", selections.exact)))

    def _list_parameters(self) -> set[str]:
        known = {name for name, _ in filters(self.resource)} | self._days_allowed() | {"fields", "ordering"}
        known |= {"certainty"} if self.resource.dated else set()
        known |= {"standing"} if self.resource.standing else set()
        return known | ({"q"} if search.columns(self.resource) else set())

    def _read(self, name: str, reading: Callable[[Resource, str], T]) -> T | None:
        """What READING makes of a parameter; None where it is not given or cannot be read."""
        text = self.query.get(name)
        try:
            return None if text is None else reading(self.resource, text)
        except selections.Unreadable as error:
            self._wrong(name, str(error))
            return None

    def _done(self, known: set[str], asked: Asked) -> Asked:
        known |= {"known_at"} if self.resource.remembered else set()
        for name in self.query:
            if name not in known:
                self._wrong(name, f"There is no parameter “{name}” here. Known: {', '.join(sorted(known))}.")
            elif len(self.query.getlist(name)) > 1:
                self._wrong(name, f"“{name}” is given twice. Join values with commas.")
        if self.errors:
            raise BadParameters(self.errors)
        return asked

    def _days_allowed(self) -> set[str]:
        return set(DAYS) if self.resource.dated else set()

    def _question(self, **rest: Any) -> Question:
        days = {name: self._day(name) for name in DAYS}
        if days["valid_at"] and (days["valid_from"] or days["valid_to"]):
            self._wrong("valid_at", "Ask for one day with valid_at, or for days from valid_from until before valid_to.")
        if days["valid_from"] and days["valid_to"] and days["valid_from"] >= days["valid_to"]:
            self._wrong("valid_to", "valid_to is the day after the last one; it must come after valid_from.")
        return Question(days["valid_at"], days["valid_from"], days["valid_to"], **rest)

    def _day(self, name: str) -> date | None:
        text = self.query.get(name)
        if text is None:
            return None
        try:
            if DAY.match(text):
                return date.fromisoformat(text)
        except ValueError:
            pass
        self._wrong(name, f"Not a day: “{text}”. Write it like 2018-06-01.")
        return None

    def _known_at(self) -> str | None:
        text = self.query.get("known_at")
        if text is not None and "cursor" in self.query:
            self._wrong("known_at", "A cursor carries its changeset; leave known_at out.")
        return text

    def _certainty(self) -> str | None:
        text = self.query.get("certainty")
        if text is not None and not any(name in self.query for name in DAYS):
            self._wrong("certainty", "Certainty is about days: add valid_at, valid_from or valid_to.")
        return self._one_of("certainty", text, ("certain", "possible"))

    def _standings(self) -> frozenset[str] | None:
        if not self.resource.standing:
            return None
        text = self.query.get("standing", self.resource.standing)
        if text == "all":
            return None
        words = {word for part in text.split(",") for word in (PARTICIPATING if part == "participating" else [part])}
        for word in words - set(Standing.values):
            self._wrong("standing", f"No standing “{word}”. Known: all, participating, {', '.join(Standing.values)}.")
        return frozenset(words)

    def _values(self, name: str, column: str) -> tuple[Any, ...]:
        parts = tuple(str(self.query[name]).split(","))
        if len(parts) > MOST_VALUES:
            self._wrong(name, f"At most {MOST_VALUES} values; these are {len(parts)}.")
        return tuple(self._value(name, column, part) for part in parts)

    def _value(self, name: str, column: str, text: str) -> Any:
        field = self.resource.model._meta.get_field(column)
        if isinstance(field, models.BooleanField):
            return self._one_of(name, text, ("true", "false")) == "true"
        if isinstance(field, models.IntegerField):
            return int(text) if re.fullmatch(r"\d{1,9}", text) else self._wrong(name, f"Not a number: “{text}”.")
        if column in self.resource.vocabularies:
            return self._one_of(name, text, self.resource.vocabularies[column].values)
        if name.endswith("_kind"):
            return self._one_of(name, text, list(BY_KIND))
        if name == "identifier":
            return text if ":" in text else self._wrong(name, f"Not scheme:value: “{text}”. Example: iso3166:PL.")
        return text if SLUG.match(text) else self._wrong(name, f"Not a slug: “{text}”. Example: eu-canada-sdp.")

    def _one_of(self, name: str, text: str | None, known: Iterable[str]) -> str | None:
        if text is not None and text not in known:
            self._wrong(name, f"No {name} “{text}”. Known: {', '.join(known)}.")
        return text

    def _page_size(self) -> int:
        text = self.query.get("page_size", str(PAGE_SIZE))
        if re.fullmatch(r"\d{1,3}", text) and 1 <= int(text) <= MOST_ROWS:
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
            self._wrong("cursor", "This cursor was not given by this API for this list. Begin again without it.")
        return cursor

    def _wrong(self, name: str, sentence: str) -> None:
        self.errors.append((name, sentence))


def filters(resource: Resource) -> list[tuple[str, str]]:
    """Parameter and column of every filter: slugs of linked things, kinds, vocabularies, yes or no."""
    found = [(resource.key, resource.key)]
    for key, kind in (*resource.links.items(), *resource.link_lists.items()):
        found += [(key, f"{key}_slug")] + ([(f"{key}_kind", f"{key}_kind")] if kind is None else [])
    found += [(name, name) for name in resource.vocabularies if name != "standing"]
    found += [(f.name, f.name) for f in resource.columns if isinstance(f, models.BooleanField)]
    return found + ([("identifier", "identifiers")] if resource.has("identifiers") else [])

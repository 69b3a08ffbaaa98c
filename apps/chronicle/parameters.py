"""Reads the parameters of an address, the same words in every room; whatever is unknown is refused by name."""

import re
from collections.abc import Collection, Iterable
from datetime import date
from functools import cache
from typing import Any, Protocol

from django.db import models

from apps.chronicle.questions import Question
from apps.chronicle.resources import BY_KIND, Resource
from apps.cooperation.models import PARTICIPATING, Standing

# The name of a release has dots, too.
SLUG = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*\Z")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
IDENTIFIER = re.compile(r"[^\0]*:[^\0]*\Z")
DAYS = ("valid_at", "valid_from", "valid_to")
MOST_VALUES = 50
STANDINGS = frozenset(Standing.values)
NO_STANDING = f"No standing “{{}}”. Known: all, participating, {', '.join(Standing.values)}."
ALL_ALONE = "“all” stands alone: it takes in every standing. Leave it out, or ask for nothing but standing=all."


class Query(Protocol):
    """The parameters of an address: names, each with one or more values."""

    def __contains__(self, name: object) -> bool: ...
    def __iter__(self) -> Any: ...
    def __getitem__(self, name: str) -> Any: ...
    def get(self, name: str, default: Any = None) -> Any: ...
    def getlist(self, name: str) -> Any: ...


class Unreadable(ValueError):
    """One or more parameters cannot be read; `errors` names each and says what to do."""

    def __init__(self, errors: list[tuple[str, str]]) -> None:
        super().__init__("; ".join(sentence for _, sentence in errors))
        self.errors = errors


class Parameters:
    """Reads one query string for one resource, gathering every error before it refuses."""

    refusal: type[Exception] = Unreadable

    def __init__(self, resource: Resource, query: Query) -> None:
        self.resource, self.query = resource, query
        self.errors: list[tuple[str, str]] = []

    def _refuse(self, known: set[str]) -> None:
        """Refuse what is not KNOWN here, besides known_at. Raises what the room says errors with."""
        self._refuse_all_but(known | ({"known_at"} if self.resource.remembered else set()))

    def _refuse_all_but(self, known: Collection[str]) -> None:
        """Refuse what is not KNOWN here or could not be read. Raises what the room says errors with."""
        for name in self.query:
            if name not in known:
                self._wrong(name, f"There is no parameter “{name}” here. Known: {', '.join(sorted(known))}.")
            elif len(self.query.getlist(name)) > 1:
                self._wrong(name, f"“{name}” is given twice. Join values with commas.")
        if self.errors:
            raise self.refusal(self.errors)

    def _filters(self, *names: str) -> dict[str, tuple[Any, ...]]:
        columns = dict(filters(self.resource))
        return {columns[name]: self._values(name, columns[name]) for name in names if name in self.query}

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
        for word in sorted(words - STANDINGS):
            self._wrong("standing", ALL_ALONE if word == "all" else NO_STANDING.format(word))
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
            return int(text) if re.fullmatch(r"[0-9]{1,9}", text) else self._wrong(name, f"Not a number: “{text}”.")
        if column in self.resource.vocabularies:
            return self._one_of(name, text, self.resource.vocabularies[column].values)
        if name.endswith("_kind"):
            return self._one_of(name, text, list(BY_KIND))
        if name == "identifier":
            return (
                text
                if IDENTIFIER.match(text)
                else self._wrong(name, f"Not scheme:value: “{text}”. Example: iso3166:PL.")
            )
        return text if SLUG.match(text) else self._wrong(name, f"Not a slug: “{text}”. Example: eu-canada-sdp.")

    def _one_of(self, name: str, text: str | None, known: Iterable[str]) -> str | None:
        if text is not None and text not in known:
            self._wrong(name, f"No {name} “{text}”. Known: {', '.join(known)}.")
        return text

    def _wrong(self, name: str, sentence: str) -> None:
        self.errors.append((name, sentence))


@cache
def filters(resource: Resource) -> list[tuple[str, str]]:
    """Parameter and column of every filter: slugs of linked things, kinds, vocabularies, yes or no."""
    found = [(resource.key, resource.key)]
    for key, kind in (*resource.links.items(), *resource.link_lists.items()):
        found += [(key, f"{key}_slug")] + ([(f"{key}_kind", f"{key}_kind")] if kind is None else [])
    found += [(name, name) for name in resource.vocabularies if name != "standing"]
    found += [(f.name, f.name) for f in resource.columns if isinstance(f, models.BooleanField)]
    return found + ([("identifier", "identifiers")] if resource.has("identifiers") else [])

"""Statements for questions, each text composed once: two questions that differ in words and days alone share one.

Read by the number of a changeset they need neither a setting nor a transaction: each is one step, and finds out by
itself whether the server that it came to has that changeset.
"""

from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import OperationalError, connections

from apps.chronicle.models.base import READER
from apps.chronicle.resources import RESOURCES

Shape = tuple[Any, ...]
NAMES = {resource.model: resource.names for resource in RESOURCES.values()}
NUMBER = "\0number"  # the blank for a changeset
NOT_HERE_YET = "55000"  # as `not_here_yet` raises it


class NotHere(Exception):
    """The changeset that was read at is not where this connection leads, such as a replica that is behind."""


class Blanks:
    """Takes texts and days out of a question and leaves blanks, which no question holds: what is left is its shape."""

    def __init__(self) -> None:
        self.values: dict[Any, Any] = {}

    def __call__(self, value: Any) -> Any:
        """A blank for VALUE, itself where it is of the shape: nothing, a number, yes or no."""
        if isinstance(value, str):
            return self._left(f"\0{len(self.values)}", value)
        return self._left(date.fromordinal(len(self.values) + 1), value) if type(value) is date else value

    def all(self, values: Iterable[str]) -> tuple[str]:
        """One blank for all of VALUES, for a comparison that takes any number of them."""
        return (self._left(f"\0{len(self.values)}", list(values)),)

    def filled(self, arguments: Iterable[Any]) -> list[Any]:
        """ARGUMENTS of a statement with what was taken out."""
        return [self._filled(each) for each in arguments]

    def _left(self, blank: Any, value: Any) -> Any:
        self.values[blank] = value
        return blank

    def _filled(self, argument: Any) -> Any:
        if not isinstance(argument, list):
            return self.values.get(argument, argument)
        filled: list[Any] = []
        for each in self.filled(argument):
            filled += each if isinstance(each, list) else [each]
        return _array(filled)


def _array(values: list[str]) -> str:
    """An array as PostgreSQL reads it: written by hand sooner than by the driver, which asks each value what it is."""
    inside = '","'.join(value.replace("\\", "\\\\").replace('"', '\\"') for value in values)
    return f'{{"{inside}"}}' if values else "{}"


def fetched(blanks: Blanks, compose: Callable[..., Any], *shape: Any) -> list[tuple[Any, ...]]:
    """Rows of the queryset that COMPOSE makes of SHAPE, with BLANKS filled, at the changeset that is pinned."""
    text, arguments = _composed(compose, shape)
    with connections[READER].cursor() as cursor:
        cursor.execute(text, blanks.filled(arguments))
        return cursor.fetchall()


def read(
    changeset: int, blanks: Blanks, compose: Callable[..., Any], *shape: Any, within: str = "{rows}"
) -> list[tuple[Any, ...]]:
    """The same at CHANGESET; WITHIN is a query around them, all of whose blanks are for the number."""
    text, arguments = _composed_by_number(compose, shape, within)
    blanks.values[NUMBER] = changeset
    return by_number(text, blanks.filled(arguments))


def by_number(text: str, arguments: list[Any] | dict[str, Any]) -> list[tuple[Any, ...]]:
    """Rows of a statement that is told at which number to read. Raises NotHere."""
    try:
        with connections[READER].cursor() as cursor:
            cursor.execute(text, arguments)
            return cursor.fetchall()
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") == NOT_HERE_YET:
            raise NotHere from error
        raise


@lru_cache(maxsize=2000)
def _composed(compose: Callable[..., Any], shape: Shape) -> tuple[str, tuple[Any, ...]]:
    text, arguments = compose(*shape).query.get_compiler(READER).as_sql()
    return text, tuple(arguments)


@lru_cache(maxsize=2000)
def _composed_by_number(compose: Callable[..., Any], shape: Shape, within: str) -> tuple[str, tuple[Any, ...]]:
    """The view in the queryset becomes the function of its relation; the bare one if no name is asked for."""
    found = compose(*shape)
    table = found.model._meta.db_table
    text, arguments = found.query.get_compiler(READER).as_sql()
    names = NAMES[found.model]
    relation = table.split('"')[-2].removeprefix("published_")
    reading = f"bare_{relation}" if names and not any(f'"{name}"' in text for name in names) else relation
    before, after = text.split(f" FROM {table}", 1)
    place = before.count("%s")
    rows = f"{before} FROM eudefence_pinned.read_{reading}(%s) r{after}".replace(f"{table}.", "r.")
    filled = [*arguments[:place], NUMBER, *arguments[place:], *[NUMBER] * within.count("%s")]
    return within.replace("{rows}", rows), tuple(filled)

"""Statements for questions, each text composed once: two questions that differ in words and days alone share one."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from django.db import connections

from apps.chronicle.models.base import READER

Shape = tuple[Any, ...]


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
        return filled


def fetched(blanks: Blanks, compose: Callable[..., Any], *shape: Any) -> list[tuple[Any, ...]]:
    """Rows of the queryset that COMPOSE makes of SHAPE, with BLANKS filled."""
    text, arguments = _composed(compose, shape)
    with connections[READER].cursor() as cursor:
        cursor.execute(text, blanks.filled(arguments))
        return cursor.fetchall()


@lru_cache(maxsize=2000)
def _composed(compose: Callable[..., Any], shape: Shape) -> tuple[str, tuple[Any, ...]]:
    text, arguments = compose(*shape).query.get_compiler(READER).as_sql()
    return text, tuple(arguments)

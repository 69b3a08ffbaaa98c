"""Finding rows by words in what they are called, without regard to accents and case."""

from functools import cache
from typing import Any

from django.db.models import F, Func, TextField, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from apps.chronicle.resources import Resource

CALLED = ("name", "label", "title", "aliases")


class Folded(Func):
    """Text without accents and capitals: the database's own function, on both sides."""

    function = "eudefence.folded"
    output_field = TextField()


@cache
def columns(resource: Resource) -> list[str]:
    """The columns that are searched; empty where rows are not called anything."""
    return [name for name in CALLED if resource.has(name)]


def containing(resource: Resource, found: Any, words: tuple[str, ...]) -> Any:
    """Rows of FOUND in which every one of WORDS stands somewhere."""
    if not words:
        return found
    called = [_text(resource, name) for name in columns(resource)]
    text = Folded(Func(Value("\n"), *called, function="concat_ws", output_field=TextField()))
    for word in words:
        found = found.filter(GreaterThan(StrIndex(text, Folded(Value(word))), 0))
    return found


def _text(resource: Resource, name: str) -> Any:
    if resource.model._meta.get_field(name).get_internal_type() == "ArrayField":
        return Func(F(name), Value("\n"), function="array_to_string", output_field=TextField())
    return F(name)

"""What an address says about order, words and form of an answer. Each function refuses in one sentence."""

from dataclasses import dataclass

from django.contrib.postgres.fields import ArrayField

from apps.chronicle.ordering import Column
from apps.chronicle.resources import Resource
from apps.chronicle.shapes import keys

MOST_LETTERS = 200


class Unreadable(ValueError):
    """A value that cannot be read; the sentence says why and what is known."""


@dataclass(frozen=True)
class Shown:
    """What of each row is shown, what is expanded among it, and what beside the rows; without `fields` everything."""

    fields: frozenset[str] | None = None
    expand: tuple[str, ...] = ()
    count: bool = False


EVERYTHING = Shown()


def fields(resource: Resource, text: str) -> frozenset[str]:
    """Keys of a row. Raises Unreadable."""
    return frozenset(_known("field", text, list(dict.fromkeys([*keys(resource), *expandable(resource)]))))


def expand(resource: Resource, text: str) -> tuple[str, ...]:
    """Keys of links that are shown whole. Raises Unreadable."""
    return tuple(_known("link to expand", text, expandable(resource)))


def expandable(resource: Resource) -> list[str]:
    return [*resource.links, *resource.link_lists, *(["citations"] if resource.dated else [])]


def ordering(resource: Resource, text: str) -> tuple[Column, ...]:
    """Columns to order by. Raises Unreadable."""
    known = orderable(resource)
    names = text.split(",")
    _known("column to order by", ",".join(name.removeprefix("-") for name in names), list(known))
    return tuple(Column(known[name.removeprefix("-")], name.startswith("-")) for name in names)


def orderable(resource: Resource) -> dict[str, str]:
    """Key and column of all that has one value; links go by their slugs."""
    columns = {column.name: column for column in resource.columns}
    shown = {key: f"{key}_slug" if key in resource.links else key for key in keys(resource)}
    return {key: name for key, name in shown.items() if name in columns and not isinstance(columns[name], ArrayField)}


def words(resource: Resource, text: str) -> tuple[str, ...]:
    """Words that must all be found. Raises Unreadable."""
    if len(text) > MOST_LETTERS:
        raise Unreadable(f"At most {MOST_LETTERS} letters; these are {len(text)}.")
    if "\0" in text or not text.split():
        raise Unreadable(f"Nothing to look for in “{text}”. Write one or more words of a name.")
    return tuple(text.split())


def exact(resource: Resource, text: str) -> bool:
    """Whether rows are counted. Raises Unreadable."""
    if text != "exact":
        raise Unreadable(f"No count “{text}”. Known: exact.")
    return True


def _known(what: str, text: str, known: list[str]) -> list[str]:
    names = text.split(",")
    for name in names:
        if name not in known:
            raise Unreadable(f"No {what} “{name}”. Known: {', '.join(known)}.")
    if len(set(names)) < len(names):
        raise Unreadable(f"“{text}” names one {what} twice.")
    return names

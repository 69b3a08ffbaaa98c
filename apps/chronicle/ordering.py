"""Orders of rows: by plain columns and always by the key last, so that every row has one place."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, TextField
from django.db.models.functions import Collate

from apps.chronicle.resources import Resource

NOTHING = Q(pk__in=[])


@dataclass(frozen=True)
class Column:
    """A column to order by."""

    name: str
    descending: bool = False


def complete(resource: Resource, columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """COLUMNS, and the key where it is not among them."""
    is_there = any(column.name == resource.key for column in columns)
    return columns if is_there else (*columns, Column(resource.key))


def ordered(resource: Resource, found: Any, columns: tuple[Column, ...]) -> Any:
    """FOUND in order: text by its bytes, whatever the locale of the database; nulls after everything else."""
    wanted = complete(resource, columns)
    texts = {_alias(resource, column): Collate(F(column.name), "C") for column in wanted if _is_text(resource, column)}
    order = [("-" if column.descending else "") + _alias(resource, column) for column in wanted]
    return found.alias(**texts).order_by(*order)


def beyond(resource: Resource, columns: tuple[Column, ...], key: Mapping[str, Any], backwards: bool) -> Q:
    """What comes after the row with the values of KEY, or before it: found by value, never by counting rows."""
    found, level = Q(), Q()
    for column in complete(resource, columns):
        name, value = _alias(resource, column), key[column.name]
        found |= level & _beyond(name, value, column.descending != backwards)
        level &= Q(**{f"{name}__isnull": True}) if value is None else Q(**{name: value})
    return found


def _beyond(name: str, value: Any, descending: bool) -> Q:
    """As PostgreSQL sorts: null is greater than every value."""
    is_null = Q(**{f"{name}__isnull": True})
    if descending:
        return ~is_null if value is None else Q(**{f"{name}__lt": value})
    # The key is never null, and an index serves only the plain comparison.
    return NOTHING if value is None else Q(**{f"{name}__gt": value}) | (NOTHING if name == "pk" else is_null)


def _alias(resource: Resource, column: Column) -> str:
    if column.name == resource.key:
        return "pk"
    return f"ordered_{column.name}" if _is_text(resource, column) else column.name


def _is_text(resource: Resource, column: Column) -> bool:
    """Whether a collation matters; the key has the right one already, and an index with it."""
    return column.name != resource.key and isinstance(resource.model._meta.get_field(column.name), TextField)

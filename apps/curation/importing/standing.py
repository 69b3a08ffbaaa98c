"""What the record holds of what a file names, asked for once for all its rows."""

from collections.abc import Iterable
from copy import copy
from functools import reduce
from operator import or_
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Q

from apps.record.slugs import Free

Given = dict[str, Any]


class Standing:
    """The records that the rows of a file may be: those of their SLUGS, and those that say what is SAID in them."""

    def __init__(self, model: Any, *, slugs: set[str], said: list[Given], stems: Iterable[Iterable[Any]]) -> None:
        rows = model._default_manager.select_related(*(f.name for f in model._meta.fields if f.remote_field))
        self._named = {row.slug: row for row in rows.filter(slug__in=slugs)} if slugs else {}
        likely = [Q(**given) for given in said if given]
        self._live = list(rows.filter(reduce(or_, likely), withdrawn=False)) if likely else []
        self._added: set[str] = set()
        self._free = Free(model, stems)
        self._citations = _citations(model, {*self._named, *(row.slug for row in self._live)})

    def named(self, slug: str) -> Any:
        """The record of SLUG, for one row to change: what it does to it counts once it is added."""
        return copy(self._named.get(slug))

    def saying(self, given: Given) -> Any:
        """The live record that says all that is GIVEN, if there is one."""
        alike = (row for row in self._live if all(getattr(row, name) == value for name, value in given.items()))
        return copy(next(alike, None)) if given else None

    def free_slug(self, parts: Iterable[Any]) -> str:
        return self._free.slug(parts)

    def citations_of(self, slug: str) -> list[Any]:
        return self._citations.get(slug, [])

    def add(self, row: Any) -> None:
        """ROW will be there for the rows after it."""
        self._live = [*(each for each in self._live if each.slug != row.slug), row]
        self._named[row.slug] = row
        self._added.add(row.slug)
        self._free.take(row.slug)
        self._citations.setdefault(row.slug, []).extend([row.citation] if row.citation else [])

    def holds(self, row: Any) -> bool:
        """Whether an earlier row of the file made it."""
        return row.slug in self._added


def _citations(model: Any, slugs: set[str]) -> dict[str, list[Any]]:
    try:
        reference = model._meta.get_field("citations")
    except FieldDoesNotExist:
        return {}
    found: dict[str, list[Any]] = {}
    named = {f"{reference.field.name}__in": slugs}
    for citation in reference.related_model.objects.filter(**named, withdrawn=False) if slugs else ():
        found.setdefault(getattr(citation, reference.field.attname), []).append(citation)
    return found

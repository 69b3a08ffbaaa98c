"""What changed in the record, changeset by changeset, and the versions of one row."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db import connections

from apps.chronicle.clock import pin
from apps.chronicle.models.base import READER
from apps.chronicle.questions import Question, Row, rows
from apps.chronicle.resources import RESOURCES, Resource

EVERYTHING = Question()
Key = tuple[int, str, str]

PAGE = """
    select v.changeset, v.resource, v.slug, v.verb, v.axis, c.author, c.approved_by
      from (select changeset, resource, slug, verb, axis from eudefence_pinned.change
             where changeset >= %s and (changeset, resource, slug) > (%s, %s, %s)
             order by changeset, resource, slug limit %s) v
      join eudefence.changeset c on c.number = v.changeset order by v.changeset, v.resource, v.slug
"""
VERSIONS = """
    select v.changeset, v.verb, v.axis, c.instant, c.author, c.approved_by, c.reason
      from eudefence_pinned.change v join eudefence.changeset c on c.number = v.changeset
     where v.resource = %s and v.slug = %s order by v.changeset
"""


@dataclass(frozen=True)
class Change:
    """One row in one changeset: as it was before, and after; None where it was not there."""

    changeset: int
    resource: Resource
    slug: str
    verb: str
    axis: str
    author: str
    approved_by: str
    before: Row | None
    after: Row | None

    @property
    def key(self) -> Key:
        return self.changeset, self.resource.name, self.slug


@dataclass(frozen=True)
class Version:
    """One row as it stood from one changeset until the next; None while it was withdrawn."""

    changeset: int
    verb: str
    axis: str
    instant: datetime
    author: str
    approved_by: str
    reason: str
    row: Row | None


def changes(after: Key, size: int, newest: int) -> list[Change]:
    """Up to SIZE changes that come after a place in the feed, read at changeset NEWEST."""
    pin(newest)
    found = _fetch(PAGE, [after[0], *after, size])
    return [change for number, group in groupby(found, lambda each: each[0]) for change in _within(number, list(group))]


def versions(resource: Resource, slug: str, newest: int) -> list[Version]:
    """Every version of a row up to changeset NEWEST, oldest first; empty if it was never known."""
    pin(newest)
    found = _fetch(VERSIONS, [resource.name, slug])
    return [
        Version(number, verb, axis, moment, author, approved_by, reason, _at(number, resource, [slug]).get(slug))
        for number, verb, axis, moment, author, approved_by, reason in found
    ]


def _within(number: int, found: list[Any]) -> Iterator[Change]:
    for name, group in groupby(found, lambda each: each[1]):
        resource, listed = RESOURCES[name], list(group)
        slugs = [each[2] for each in listed]
        before, after = _at(number - 1, resource, slugs), _at(number, resource, slugs)
        for _, _, slug, verb, axis, author, approved_by in listed:
            yield Change(number, resource, slug, verb, axis, author, approved_by, before.get(slug), after.get(slug))


def _at(number: int, resource: Resource, slugs: Iterable[str]) -> dict[str, Row]:
    pin(number)
    return {row["slug"]: row for row in rows(resource, EVERYTHING).filter(slug__in=list(slugs))}


def _fetch(query: str, arguments: list[Any]) -> list[Any]:
    with connections[READER].cursor() as cursor:
        cursor.execute(query, arguments)
        return cursor.fetchall()

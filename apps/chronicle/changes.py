"""What changed in the record, changeset by changeset, and the versions of one row."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db import connections

from apps.chronicle.clock import Known, pin
from apps.chronicle.models import Tombstone
from apps.chronicle.models.base import READER
from apps.chronicle.questions import Question, Row, rows
from apps.chronicle.resources import RESOURCES, Resource
from apps.record.models import Verb

EVERYTHING = Question()
NEVER = 2147483646  # no changeset reaches it: everything recorded lies before
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
NEIGHBOURS = """
    select max(changeset) filter (where changeset < current), min(changeset) filter (where changeset > %(newest)s)
      from (select changeset, max(changeset) filter (where changeset <= %(newest)s) over () as current
              from eudefence_pinned.change
             where resource = %(resource)s and slug = %(slug)s and verb <> 'withdraw') versions
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
    survivor: str | None  # slug of the record that it turned out to be

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
    survivor: str | None


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
        Version(
            number, verb, axis, moment, author, approved_by, reason, _at(number, resource, [slug]).get(slug),
            _survivors(resource, [slug]).get(slug) if verb == Verb.MERGE else None,
        )
        for number, verb, axis, moment, author, approved_by, reason in found
    ]  # fmt: skip


def neighbours(resource: Resource, slug: str, known: Known) -> tuple[int | None, int | None]:
    """The changesets of the versions before and after the one that stood at KNOWN, where there are any.

    Asked last: from then on the newest changeset is read at.
    """
    if known.is_followed:
        pin(NEVER)
    asked: dict[str, str | int] = {"resource": resource.name, "slug": slug, "newest": known.changeset}
    with connections[READER].cursor() as cursor:
        cursor.execute(NEIGHBOURS, asked)
        former, later = cursor.fetchone()
    return former, later


def _within(number: int, found: list[Any]) -> Iterator[Change]:
    for name, group in groupby(found, lambda each: each[1]):
        resource, listed = RESOURCES[name], list(group)
        slugs = [each[2] for each in listed]
        before, after = _at(number - 1, resource, slugs), _at(number, resource, slugs)
        survivors = _survivors(resource, [each[2] for each in listed if each[3] == Verb.MERGE])
        for _, _, slug, verb, axis, author, approved_by in listed:
            yield Change(
                number, resource, slug, verb, axis, author, approved_by, before.get(slug), after.get(slug),
                survivors.get(slug),
            )  # fmt: skip


def _at(number: int, resource: Resource, slugs: Iterable[str]) -> dict[str, Row]:
    pin(number)
    return {row["slug"]: row for row in rows(resource, EVERYTHING).filter(slug__in=list(slugs))}


def _survivors(resource: Resource, merged: Iterable[str]) -> dict[str, str]:
    """Into which records those of MERGED went that were withdrawn at the pinned changeset."""
    slugs = list(merged)
    left: Any = Tombstone.objects.filter(kind=resource.kind, slug__in=slugs, merged_into_slug__isnull=False)
    return dict(left.values_list("slug", "merged_into_slug")) if slugs else {}


def _fetch(query: str, arguments: list[Any]) -> list[Any]:
    with connections[READER].cursor() as cursor:
        cursor.execute(query, arguments)
        return cursor.fetchall()

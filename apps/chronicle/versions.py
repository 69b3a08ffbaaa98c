"""Versions of records: all of one, and any as they stood at many changesets, in one query for each resource."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connections

from apps.chronicle.clock import Known, pin
from apps.chronicle.models.base import READER
from apps.chronicle.questions import Question, Row, bare, bare_record, selected
from apps.chronicle.resources import Resource

VERSIONS = """
    select v.changeset, v.verb, v.axis, c.instant, c.author, c.approved_by, c.reason, v.merged_into_slug
      from eudefence_pinned.change v join eudefence.changeset c on c.number = v.changeset
     where v.resource = %s and v.slug = %s order by v.changeset
"""
# Names of linked things are those of the same changeset: each row is read as it would be if that were the newest.
AS_KNOWN = """
    select a.number, {columns}
      from unnest(%s::integer[], %s::text[]) a(number, slug)
      cross join lateral eudefence_pinned.published_{relation}(a.number) r where r.slug = a.slug
"""
# Around a record: the changesets of the versions before and after the one that is read.
ALONE = "select r.*, null, null from ({rows}) r"
NEIGHBOURS = """
    select r.*, n.* from ({{rows}}) r cross join lateral (
      select max(changeset) filter (where changeset < current), min(changeset) filter (where changeset > %s)
        from (select changeset, max(changeset) filter (where changeset <= %s) over () as current
                from eudefence_pinned.every_change v
               where v.resource = '{resource}' and v.slug = r.slug and v.verb <> 'withdraw') versions
    ) n
"""
At = tuple[int, str]  # a changeset, and the slug of a record


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
    survivor: str | None  # slug of the record that it turned out to be
    row: Row | None


@dataclass(frozen=True)
class Beside:
    """One row as values, without names, and the changesets of the versions before and after it, where there are any."""

    columns: tuple[str, ...]
    values: tuple[Any, ...]
    former: int | None
    later: int | None


def version(resource: Resource, key: Any, question: Question, known: Known) -> Beside | None:
    """A row as it stood at KNOWN; None where it was not known. It is never filtered, as `row`."""
    around = NEIGHBOURS.format(resource=resource.name) if resource.remembered else ALONE
    found = bare_record(resource, key, question, known.changeset, within=around)
    if not found:
        return None
    *values, former, later = found
    return Beside(bare(resource, question), tuple(values), former, later if known.is_followed else None)


def versions(resource: Resource, slug: str, newest: int) -> list[Version]:
    """Every version of a row up to changeset NEWEST, oldest first; empty if it was never known."""
    pin(newest)
    found = fetch(VERSIONS, [resource.name, slug])
    stood = as_known(resource, [(each[0], slug) for each in found])
    return [
        Version(number, verb, axis, moment, author, approved_by, reason, survivor, stood.get((number, slug)))
        for number, verb, axis, moment, author, approved_by, reason, survivor in found
    ]


def as_known(resource: Resource, wanted: Iterable[At]) -> dict[At, Row]:
    """Records as they stood at changesets; what was not known there is left out."""
    asked = list(wanted)
    columns = selected(resource, Question())
    query = AS_KNOWN.format(columns=", ".join(f"r.{name}" for name in columns), relation=resource.relation)
    found = fetch(query, [[number for number, _ in asked], [slug for _, slug in asked]]) if asked else []
    rows = [(number, dict(zip(columns, row, strict=True))) for number, *row in found]
    return {(number, row["slug"]): row for number, row in rows}


def fetch(query: str, arguments: list[Any]) -> list[Any]:
    with connections[READER].cursor() as cursor:
        cursor.execute(query, arguments)
        return cursor.fetchall()

"""Acts of curation: the newest ones, and all that touched one record."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connections

from apps.chronicle.models.base import READER
from apps.chronicle.resources import Resource

LATEST = """
    select c.number, c.instant, c.author, c.approved_by, c.reason,
           (select jsonb_object_agg(n.resource, n.rows) from (
              select v.resource, count(*) as rows from eudefence_pinned.change v where v.changeset = c.number group by 1
            ) n) as counts
      from eudefence.changeset c order by c.number desc limit %s
"""
EDITS = """
    select v.changeset, v.verb, c.instant, c.author, c.approved_by, c.reason
      from eudefence_pinned.change v join eudefence.changeset c on c.number = v.changeset
     where v.resource = %s and v.slug = %s order by v.changeset
"""


@dataclass(frozen=True)
class Act:
    """One changeset, and how many rows of each resource it touched."""

    number: int
    instant: datetime
    author: str
    approved_by: str
    reason: str
    counts: dict[str, int]


@dataclass(frozen=True)
class Edit:
    """One act on one record: what was done to it, by whom and why."""

    changeset: int
    verb: str
    instant: datetime
    author: str
    approved_by: str
    reason: str

    @property
    def as_known(self) -> str:
        """The known time from which on it can be seen."""
        return f"changeset:{self.changeset}"


def latest(size: int) -> list[Act]:
    """The newest changesets known at the pinned one, newest first."""
    return [
        Act(number, instant, author, approved_by, reason, _loaded(counts))
        for number, instant, author, approved_by, reason, counts in _fetch(LATEST, [size])
    ]


def edits(resource: Resource, slug: str) -> list[Edit]:
    """Every act on a record that is known at the pinned changeset, oldest first."""
    return [Edit(*found) for found in _fetch(EDITS, [resource.name, slug])]


def _loaded(counts: Any) -> dict[str, int]:
    """Counts as the driver hands them on: Django asks it for JSON as text."""
    return dict(json.loads(counts)) if counts else {}


def _fetch(query: str, arguments: list[Any]) -> Any:
    with connections[READER].cursor() as cursor:
        cursor.execute(query, arguments)
        return cursor.fetchall()

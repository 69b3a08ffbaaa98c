"""What changed in the record between two changesets."""

from dataclasses import dataclass

from django.db import connections

from apps.chronicle.clock import Known, pin
from apps.chronicle.models.base import READER
from apps.chronicle.questions import Question, Row, records
from apps.chronicle.resources import RESOURCES, Resource

EVERYTHING = Question()
TOUCHED = """
    select resource, array_agg(distinct slug) from eudefence_pinned.change
     where changeset > %s and changeset <= %s group by resource
"""


@dataclass(frozen=True)
class Edited:
    """One record before and after, and the columns of its own that differ: names of linked things are theirs."""

    before: Row
    after: Row
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """One resource between two changesets."""

    resource: Resource
    added: tuple[Row, ...]
    changed: tuple[Edited, ...]
    withdrawn: tuple[Row, ...]


def difference(first: Known, last: Known) -> list[Difference]:
    """What is otherwise at LAST than it was at FIRST; what came and went in between is no difference."""
    touched = _touched(first.changeset, last.changeset)
    pin(first.changeset)
    before = _rows(touched)
    pin(last.changeset)
    after = _rows(touched)
    found = [
        _difference(resource, before[name], after[name]) for name, resource in RESOURCES.items() if name in touched
    ]
    return [each for each in found if each.added or each.changed or each.withdrawn]


def _touched(first: int, last: int) -> dict[str, list[str]]:
    with connections[READER].cursor() as cursor:
        cursor.execute(TOUCHED, [first, last])
        return dict(cursor.fetchall())


def _rows(touched: dict[str, list[str]]) -> dict[str, dict[str, Row]]:
    return {name: records(RESOURCES[name], slugs, EVERYTHING) for name, slugs in touched.items()}


def _difference(resource: Resource, before: dict[str, Row], after: dict[str, Row]) -> Difference:
    edited = (_edited(resource, before[slug], after[slug]) for slug in sorted(before.keys() & after.keys()))
    return Difference(
        resource,
        added=tuple(after[slug] for slug in sorted(after.keys() - before.keys())),
        changed=tuple(each for each in edited if each.columns),
        withdrawn=tuple(before[slug] for slug in sorted(before.keys() - after.keys())),
    )


def _edited(resource: Resource, before: Row, after: Row) -> Edited:
    borrowed = {f"{key}_name" for key in (*resource.links, *resource.link_lists)} | {"label"}
    return Edited(before, after, tuple(c for c in before if c not in borrowed and before[c] != after[c]))

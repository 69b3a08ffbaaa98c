"""What changed in the record between two changesets."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connections

from apps.chronicle.clock import Known, pin
from apps.chronicle.models.base import READER
from apps.chronicle.questions import Question, Row, records
from apps.chronicle.resources import RESOURCES, Resource

EVERYTHING = Question()
BATCH = 500
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
    found: dict[str, list[Difference]] = {}
    for part in in_batches(first, last):
        found.setdefault(part.resource.name, []).append(part)
    return [_joined(parts) for parts in found.values()]


def in_batches(first: Known, last: Known) -> Iterator[Difference]:
    """The same, some hundred records at a time: by resource, then by slug."""
    touched = _touched(first.changeset, last.changeset)
    for name, resource in RESOURCES.items():
        slugs = sorted(touched.get(name, ()))
        for start in range(0, len(slugs), BATCH):
            part = slugs[start : start + BATCH]
            found = _difference(resource, _rows(resource, part, first), _rows(resource, part, last))
            if found.added or found.changed or found.withdrawn:
                yield found


def _joined(parts: list[Difference]) -> Difference:
    return Difference(
        parts[0].resource,
        added=tuple(row for part in parts for row in part.added),
        changed=tuple(edited for part in parts for edited in part.changed),
        withdrawn=tuple(row for part in parts for row in part.withdrawn),
    )


def _touched(first: int, last: int) -> dict[str, list[str]]:
    with connections[READER].cursor() as cursor:
        cursor.execute(TOUCHED, [first, last])
        return dict(cursor.fetchall())


def _rows(resource: Resource, slugs: list[str], known: Known) -> dict[str, Row]:
    pin(known.changeset)
    return records(resource, slugs, EVERYTHING)


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

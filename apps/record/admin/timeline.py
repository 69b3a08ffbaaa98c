"""The life of a record: its versions and those of its parts, changeset by changeset."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from apps.record.models import Changeset
from apps.record.pending.captured import written

PARTS = ("citations", "parties", "proposers")


@dataclass(frozen=True)
class Difference:
    """One field that two versions have differently."""

    label: str
    old: Any
    new: Any


@dataclass(frozen=True)
class Step:
    """One version of the record or of one of its parts, and what it changed."""

    version: Any
    what: str
    differences: list[Difference]


@dataclass
class Entry:
    """One changeset in the record's life."""

    changeset: Changeset
    steps: list[Step] = field(default_factory=list)

    @property
    def own(self) -> Any:
        """The record's own version, where the changeset made one."""
        return next((step.version for step in self.steps if not step.what), None)


def timeline(row: Any) -> list[Entry]:
    """Newest first."""
    steps = list(_steps(row))
    changesets = Changeset.objects.in_bulk({step.version.opened for step in steps})
    entries = {number: Entry(changesets[number]) for number in sorted(changesets, reverse=True)}
    for step in steps:
        entries[step.version.opened].steps.append(step)
    return list(entries.values())


def differences(model: Any, old: Any, new: Any) -> list[Difference]:
    """What people wrote differently in two versions."""
    fields = [each for each in written(model) if each.name != "slug"]
    return [
        Difference(str(each.verbose_name), getattr(old, each.attname, None), getattr(new, each.attname))
        for each in fields
        if getattr(new, each.attname) != getattr(old, each.attname, each.get_default())
    ]


def _steps(row: Any) -> Iterable[Step]:
    yield from _of(type(row), row.history.filter(id=row.pk), "")
    for name in PARTS:
        if hasattr(row, name):
            relation = row._meta.get_field(name)
            model = relation.related_model
            rows = model.history.filter(**{relation.field.attname: row.slug})
            if name == "citations":
                rows = rows.filter(subject_slug=row.slug)  # by which they are indexed, whatever they are about
            yield from _of(model, rows, str(model._meta.verbose_name).split()[-1])


def _of(model: Any, versions: Any, what: str) -> Iterable[Step]:
    """The versions of each row among VERSIONS that were ever seen, each beside the one before it."""
    by_row: dict[int, list[Any]] = {}
    for version in versions.order_by("opened", "history_id"):
        if version.closed > version.opened:
            by_row.setdefault(version.id, []).append(version)
    for listed in by_row.values():
        for old, new in pairwise([None, *listed]):
            yield Step(new, _named(what, new), differences(model, old, new))


def _named(what: str, version: Any) -> str:
    return f"{what} {getattr(version, 'slug', '')}".strip() if what else ""

"""Pairs of records that may be one thing, scored by the database; and what of theirs is there twice."""

from dataclasses import dataclass
from typing import Any

from django.db import connection

from apps.record.actions import references_to
from apps.record.models import Named
from apps.sources.models import Citation

ALIKE, MOST = 0.6, 50
NAMES = ("name", "title", "label", "statement")


@dataclass(frozen=True)
class Pair:
    """Two live records with names alike, from 0 to 1."""

    alike: float
    one: Any
    other: Any


def name_of(model: Any) -> str:
    """The column by which records of MODEL are told apart by people; empty for those without one."""
    columns = {field.name for field in model._meta.concrete_fields}
    return next((name for name in NAMES if name in columns), "")


def pairs(model: Any) -> list[Pair]:
    """The live records of MODEL whose names are most alike, by trigrams."""
    name = name_of(model)
    with connection.cursor() as cursor:
        # Names of very different length cannot be alike: that is cheap to see first.
        cursor.execute(
            f"""select similarity(a.{name}, b.{name}) as alike, a.id, b.id
                  from {model._meta.db_table} a join {model._meta.db_table} b
                    on a.slug < b.slug and length(a.{name}) between length(b.{name}) * 0.5 and length(b.{name}) * 2
                 where not a.withdrawn and not b.withdrawn and similarity(a.{name}, b.{name}) >= %s
                 order by 1 desc, a.slug, b.slug limit %s""",
            [ALIKE, MOST],
        )
        found = cursor.fetchall()
    rows = model.objects.in_bulk({key for _, *keys in found for key in keys})
    return [Pair(alike, rows[one], rows[other]) for alike, one, other in found]


@dataclass(frozen=True)
class Twins:
    """A record of the loser's and one of the survivor's that say the same but for the one thing; the key of both."""

    loser: Any
    survivor: Any

    @property
    def key(self) -> str:
        return f"{self.loser._meta.label_lower}:{self.loser.pk}:{self.survivor.pk}"


def twins(loser: Any, survivor: Any) -> list[Twins]:
    """What both have in the same words of our vocabularies: whoever merges says whether these are one, too."""
    rows = [
        (row, field) for row, field in references_to(loser) if isinstance(row, Named) and not isinstance(row, Citation)
    ]
    return [Twins(row, twin) for row, field in rows for twin in _alike(row, field, survivor)]


def _alike(row: Any, field: Any, survivor: Any) -> list[Any]:
    told = [
        f
        for f in type(row)._meta.concrete_fields
        if (f.many_to_one or f.one_to_one or f.choices) and f.name != "merged_into"
    ]
    same = {f.name: getattr(row, f.attname) for f in told} | {field.name: survivor.slug}
    where = {
        name if value is not None else f"{name}__isnull": value if value is not None else True
        for name, value in same.items()
    }
    return list(type(row).objects.filter(**where, withdrawn=False).order_by("slug"))

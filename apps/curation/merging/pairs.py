"""Pairs of records that may be one thing, scored by the database; and what of theirs is there twice."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection

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


def twins(pointing: Iterable[tuple[Any, Any]], survivor: Any) -> list[Twins]:
    """What both have in the same words of our vocabularies: whoever merges says whether these are one, too.

    POINTING are the records that point at the loser, each with the reference by which it does.
    """
    listed: dict[tuple[Any, Any], list[Any]] = {}
    for row, field in pointing:
        if isinstance(row, Named) and not isinstance(row, Citation):
            listed.setdefault((type(row), field), []).append(row)
    found: list[Twins] = []
    for (model, field), rows in listed.items():
        others = list(model.objects.filter(**{field.name: survivor.slug}, withdrawn=False).order_by("slug"))
        found += [Twins(row, other) for row in rows for other in others if _told(row, field) == _told(other, field)]
    return found


def _told(row: Any, but: Any) -> dict[str, Any]:
    """What ROW says in references and vocabularies, BUT for one of them."""
    told = [f for f in row._meta.concrete_fields if f.many_to_one or f.one_to_one or f.choices]
    return {f.name: getattr(row, f.attname) for f in told if f.name not in ("merged_into", but.name)}

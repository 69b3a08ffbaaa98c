"""What a changeset did to each row, read from the history that the database wrote."""

import json
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from django.apps import apps
from django.db import connection

from apps.record.actions import KEPT_BY_THE_DATABASE
from apps.record.models import Versioned

Values = dict[str, Any]


@dataclass(frozen=True)
class Captured:
    """One row in one changeset: the written columns that changed. `base_version` is None for a row that is new."""

    model: type[Versioned]
    row: int
    slug: str
    verb: str
    base_version: int | None
    before: Values
    after: Values


@cache
def tracked() -> dict[str, type[Versioned]]:
    """Every model with a history, by its label."""
    return {model._meta.label_lower: model for model in apps.get_models() if issubclass(model, Versioned)}


@cache
def written(model: type[Versioned]) -> list[Any]:
    """The fields that people write: not keys, nor what the database keeps or computes."""
    return [f for f in model._meta.concrete_fields if not f.generated and f.name not in KEPT_BY_THE_DATABASE | {"id"}]


def captured(number: int) -> list[Captured]:
    """What changeset NUMBER did, in an order in which it can be done again; not what ended as it began."""
    with connection.cursor() as cursor:
        cursor.execute(_query(), {"number": number})
        rows = [_captured(*row) for row in cursor.fetchall()]
    return in_order([row for row in rows if _differs(row)])


def _differs(row: Captured) -> bool:
    """Whether the changeset left the row other than it found it; what came and went within it did not."""
    return not row.after.get("withdrawn") if row.base_version is None else bool(row.after)


def in_order(rows: list[Captured]) -> list[Captured]:
    """Withdrawals first, so that they are in nobody's way; then what is referred to before what refers to it."""
    named = {(row.model, row.slug): row for row in rows if any(f.name == "slug" for f in written(row.model))}
    ordered: dict[int, Captured] = {}

    def place(row: Captured) -> None:
        if id(row) in seen:
            return
        seen.add(id(row))
        for field in written(row.model):
            if (field.many_to_one or field.one_to_one) and row.after.get(field.attname):
                referred = named.get((field.related_model, row.after[field.attname]))
                if referred:
                    place(referred)
        ordered[id(row)] = row

    seen: set[int] = set()
    for row in sorted(rows, key=lambda row: not row.after.get("withdrawn")):
        place(row)
    return list(ordered.values())


@cache
def _query() -> str:
    """For each row: its last version in the changeset, and the one that was current before."""
    return " union all ".join(
        f"""
        select '{label}', n.id, n.verb, o.version, to_jsonb(o)::text, to_jsonb(n)::text
          from {table} n left join {table} o on o.id = n.id and o.closed = n.opened and o.opened < n.opened
         where n.opened = %(number)s and n.closed > n.opened"""
        for label, table in _histories().items()
    )


def _histories() -> dict[str, str]:
    models: dict[str, Any] = dict(tracked())
    return {label: model.history.model._meta.db_table for label, model in models.items()}


def _captured(label: str, row: int, verb: str, version: int | None, old: str | None, new: str) -> Captured:
    model = tracked()[label]
    before, after = _values(model, old), _values(model, new)
    changed = [name for name in after if not before or before[name] != after[name]]
    return Captured(
        model=model,
        row=row,
        slug=str(after.get("slug") or _whole(model, after)),
        verb=verb,
        base_version=version,
        before={name: before[name] for name in changed if before},
        after={name: after[name] for name in changed},
    )


def _values(model: type[Versioned], version: str | None) -> Values:
    columns = json.loads(version, parse_float=Decimal) if version else None
    return {field.attname: columns[field.column] for field in written(model)} if columns else {}


def _whole(model: type[Versioned], values: Values) -> str:
    """The slug of what a part without a slug belongs to: its first reference."""
    return next(str(values[field.attname]) for field in written(model) if field.many_to_one)

"""Rows of a proposal, written again as they were captured: one, or many alike in one statement."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from apps.record.actions import save
from apps.record.changesets import doing
from apps.record.models import PendingChange, Verb, Versioned
from apps.record.pending.captured import tracked
from apps.record.refusals import check_deferred, explained


def accepted(changes: list[PendingChange], *, deferred: bool = False) -> bool:
    """Whether the database takes CHANGES set by set; then they are written.

    Its rules are all there is to ask: a field for itself was held to its form when it was proposed.
    """
    try:
        with explained(), transaction.atomic():
            for like in _alike(changes):
                _write_together(like)
            if deferred:
                check_deferred()
    except ValidationError:
        return False
    return True


def _alike(changes: Iterable[PendingChange]) -> list[list[PendingChange]]:
    """CHANGES that one statement can write, in the order in which the first of each is written."""
    found: dict[Any, list[PendingChange]] = {}
    for change in changes:
        kind = (change.model, change.is_new, change.verb, bool(change.after.get("withdrawn")), *sorted(change.after))
        found.setdefault(kind, []).append(change)
    return list(found.values())


def _write_together(changes: list[PendingChange]) -> None:
    """Write rows of one kind, of which the same columns change."""
    first = changes[0]
    model: Any = tracked()[first.model]
    names = values_of(model, first.after)
    rows = [model(pk=change.row, **values_of(model, change.after)) for change in changes]
    with doing(Verb(first.verb)):
        if first.is_new:
            model._default_manager.bulk_create(rows)
        elif names and model._default_manager.bulk_update(rows, _fields(model, names)) < len(rows):
            raise ValidationError("A record is not there any more.")


def _fields(model: Any, columns: Iterable[str]) -> list[str]:
    return [field.name for field in model._meta.concrete_fields if field.attname in set(columns)]


def write(change: PendingChange) -> None:
    """Write one row: a new one with all its columns, a live one with those that change."""
    row = _row(change)
    for name, value in values_of(tracked()[change.model], change.after).items():
        setattr(row, name, value)
    with explained(), doing(Verb(change.verb)):
        if row.withdrawn:
            row.save()  # it may break what rules it likes
        else:
            save(row)


def values_of(model: Any, values: dict[str, Any]) -> dict[str, Any]:
    """VALUES as the fields of MODEL hold them: JSON has no days and no exact numbers."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return {name: _value(fields[name], value) for name, value in values.items()}


def _value(field: Any, value: Any) -> Any:
    # A reference's own to_python asks its target's; either way text stays text.
    return value if value is None or isinstance(value, list) else field.to_python(value)


def _row(change: PendingChange) -> Versioned:
    model: Any = tracked()[change.model]
    if change.is_new:
        return model(pk=change.row)
    row = model._default_manager.filter(pk=change.row).first()
    if row is None:
        raise ValidationError(f"“{change.slug}” is not there any more.")
    return row

"""Doing what a proposal says: rows written again as they were captured."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from apps.record.actions import save
from apps.record.changesets import doing
from apps.record.models import PendingChange, Verb, Versioned
from apps.record.pending.captured import tracked
from apps.record.refusals import check_deferred, explained


def apply(changes: Iterable[PendingChange]) -> None:
    """Write CHANGES within the changeset that is open. Raises ValidationError; nothing is half done then."""
    with transaction.atomic():
        for change in changes:
            write(change)


def failing(changes: Iterable[PendingChange]) -> list[str]:
    """What the rules say against CHANGES, each sentence once; what can be written is written."""
    sentences: dict[str, None] = {}
    for change in changes:
        try:
            with transaction.atomic():
                write(change)
        except ValidationError as refusal:
            sentences |= dict.fromkeys(f"{change.slug}: {message}" for message in refusal.messages)
    try:
        with explained(), transaction.atomic():
            check_deferred()
    except ValidationError as refusal:
        sentences |= dict.fromkeys(refusal.messages)
    return list(sentences)


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

"""Undoing a changeset: not by removing it, but by another one that says the opposite."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError

from apps.record.actions import save
from apps.record.changesets import doing, lock_the_clock
from apps.record.models import Verb
from apps.record.pending.captured import Captured, captured
from apps.record.pending.rows import values_of
from apps.record.refusals import check_deferred, explained


def undo(*, number: int, only: Iterable[tuple[str, int]] | None = None) -> None:
    """Within the caller's changeset, put back what changeset NUMBER did, or the rows among it that ONLY names.

    What it added is withdrawn, what it changed is as before. Raises ValidationError with the list of what somebody
    changed since: that is theirs, and must be decided by a person.
    """
    chosen = None if only is None else set(only)
    done = [each for each in captured(number) if chosen is None or (each.model._meta.label_lower, each.row) in chosen]
    if not done:
        raise ValidationError("There is nothing in this changeset to undo.")
    lock_the_clock()
    rows = [(each, _live(each)) for each in done]
    if since := [sentence for each, row in rows for sentence in _since(each, row)]:
        raise ValidationError(since)
    with explained(), doing(Verb.CORRECT):
        for each, row in reversed(rows):
            _put_back(each, row, number)
        check_deferred()


def _live(each: Captured) -> Any:
    model: Any = each.model
    return model._default_manager.get(pk=each.row)


def _since(each: Captured, row: Any) -> list[str]:
    """What is not any more as the changeset left it."""
    if each.base_version is None:
        return []
    labels = {field.attname: field.verbose_name for field in each.model._meta.concrete_fields}
    return [
        f"“{each.slug}”: the {labels[name]} was changed again since, {_to(getattr(row, name))}."
        for name, value in values_of(each.model, each.after).items()
        if getattr(row, name) != value
    ]


def _to(value: Any) -> str:
    return "and is empty now" if value in (None, "", []) else f"to “{value}”"


def _put_back(each: Captured, row: Any, number: int) -> None:
    if each.base_version is None:
        row.withdrawn, row.withdrawn_reason = True, row.withdrawn_reason or f"Changeset {number} was undone."
    for name, value in values_of(each.model, each.before).items():
        setattr(row, name, value)
    if row.withdrawn:
        row.save()
    else:
        save(row)

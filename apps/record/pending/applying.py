"""Doing what a proposal says, and what the rules say against it."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from apps.record.models import PendingChange
from apps.record.pending.captured import tracked
from apps.record.pending.rows import accepted, write
from apps.record.refusals import check_deferred, explained


def apply(changes: Iterable[PendingChange]) -> None:
    """Write CHANGES within the changeset that is open. Raises ValidationError; nothing is half done then."""
    listed = list(changes)
    if not listed:
        return
    with transaction.atomic():
        if not accepted(listed) and (sentences := Halving().refused(listed)):
            raise ValidationError(sentences)


def failing(changes: Iterable[PendingChange]) -> list[str]:
    """What the rules say against CHANGES, each sentence once; what can be written is written."""
    listed = list(changes)
    if accepted(listed, deferred=True):
        return []
    sentences = Halving().refused(listed)
    try:
        with explained(), transaction.atomic():
            check_deferred()
    except ValidationError as refusal:
        sentences += refusal.messages
    return list(dict.fromkeys(sentences))


class Halving:
    """Writes the rows of a proposal that the rules let in: all together, and if that is refused each half for itself.

    A row that refers to a new one that is refused is left out with it: there is nothing to say against it.
    """

    def __init__(self) -> None:
        self.sentences: dict[str, None] = {}
        self.gone: set[tuple[Any, str]] = set()

    def refused(self, changes: list[PendingChange]) -> list[str]:
        """What is said against those of CHANGES that are not written, each sentence once."""
        self._write(changes)
        return list(self.sentences)

    def _write(self, changes: list[PendingChange]) -> None:
        here = [change for change in changes if not self._is_left_out(change)]
        if len(here) == 1:
            self._write_one(here[0])
        elif here and not accepted(here):
            middle = len(here) // 2
            self._write(here[:middle])
            self._write(here[middle:])

    def _write_one(self, change: PendingChange) -> None:
        try:
            with transaction.atomic():
                write(change)
        except ValidationError as refusal:
            self.sentences |= dict.fromkeys(f"{change.slug}: {message}" for message in refusal.messages)
            self._leave_out(change)

    def _is_left_out(self, change: PendingChange) -> bool:
        """Whether CHANGE refers to what is; then it is so too."""
        refers = not self.gone.isdisjoint(_referred(change))
        if refers:
            self._leave_out(change)
        return refers

    def _leave_out(self, change: PendingChange) -> None:
        if change.is_new:
            self.gone.add((tracked()[change.model], change.after.get("slug", "")))


def _referred(change: PendingChange) -> Iterator[tuple[Any, str]]:
    """What the row of CHANGE refers to, each by its kind and slug."""
    for field in tracked()[change.model]._meta.concrete_fields:
        if field.remote_field and change.after.get(field.attname):
            yield field.related_model, change.after[field.attname]

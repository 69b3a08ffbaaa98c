"""Making and extending proposals: a block of writes is done, captured, undone and kept."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction

from apps.record.changesets import changeset, current_number, lock_the_clock, public_name
from apps.record.models import PendingChange, PendingChangeset, PendingNote, State, Verb
from apps.record.pending.applying import apply
from apps.record.pending.captured import Captured, captured
from apps.record.refusals import check_deferred


class Proposed:
    """What became of a block: the proposal that holds its writes, or None where it changed nothing."""

    pending: PendingChangeset | None = None


@contextmanager
def rehearsed(
    *, user: Any, changes: Iterable[PendingChange] = (), reason: str = "", verb: Verb = Verb.CORRECT
) -> Iterator[None]:
    """A block that sees CHANGES as if they were published; whatever is written, theirs and its own, is undone."""
    with transaction.atomic():
        with changeset(reason=reason, verb=verb, user=user):
            lock_the_clock()
            apply(changes)
            yield
        transaction.set_rollback(True)


@contextmanager
def proposed(
    *, user: Any, reason: str, verb: Verb, into: PendingChangeset | None = None, state: State = State.DRAFT
) -> Iterator[Proposed]:
    """A block whose writes are proposed instead of published: as a proposal of their own, or added INTO a draft.

    Everything is held to the rules as if it were published; what they refuse is raised, and nothing is kept.
    """
    outcome, found = Proposed(), list[Captured]()
    with transaction.atomic():
        with rehearsed(user=user, changes=into.changes.all() if into else (), reason=reason, verb=verb):
            yield outcome
            check_deferred()
            number = current_number()
            found = captured(number) if number else []
        outcome.pending = _keep(user, reason, found, into, state)


def _keep(
    user: Any, reason: str, found: list[Captured], into: PendingChangeset | None, state: State
) -> PendingChangeset | None:
    if not found and into is None:
        return None
    pending = into or PendingChangeset(author=user, reason=reason, hands=[user.pk])
    pending.state, pending.rules_at = state, None
    if into is None:
        pending.full_clean()
    pending.save()
    former = {(change.model, change.row): change for change in pending.changes.all()}
    pending.changes.all().delete()
    PendingChange.objects.bulk_create(
        _change(pending, position, row, former.get((row.model._meta.label_lower, row.row)))
        for position, row in enumerate(found)
    )
    return pending


def _change(pending: PendingChangeset, position: int, row: Captured, former: PendingChange | None) -> PendingChange:
    """ROW as kept. What an earlier save began from stays its base: the live record may have moved since."""
    base, before = row.base_version, row.before
    if former is not None:
        base, before = former.base_version, before | {n: v for n, v in former.before.items() if n in row.after}
    return PendingChange(
        pending=pending,
        position=position,
        model=row.model._meta.label_lower,
        row=row.row,
        slug=row.slug,
        verb=row.verb,
        base_version=base,
        before=before,
        after=row.after,
    )


def say(pending: PendingChangeset, user: AbstractBaseUser, act: str, text: str = "") -> None:
    """Keep beside PENDING what was done or said, under the name held today."""
    PendingNote.objects.create(pending=pending, author=public_name(user), act=act, text=text)


def check_open(pending: PendingChangeset) -> None:
    if not pending.is_open:
        raise ValidationError(f"This proposal is {pending.get_state_display().split(':')[0].lower()}: it is closed.")

"""What a second person does with a proposal, and its author after that."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction

from apps.record.changesets import changeset, lock_the_clock
from apps.record.models import PendingChangeset, State, Verb
from apps.record.pending.applying import apply
from apps.record.pending.comparing import Choices, settled
from apps.record.pending.letters import tell_author
from apps.record.pending.proposing import say
from apps.record.refusals import check_deferred, explained

REVIEW = "record.review"


def may_review(user: Any) -> bool:
    return bool(user.has_perm(REVIEW))


def approve(*, pending: PendingChangeset, reviewer: Any, choices: Choices | None = None, note: str = "") -> int:
    """Publish PENDING as one changeset that carries both names; its number.

    Raises ValidationError, with nothing written, if a rule refuses it, if the live record moved and nobody chose,
    or if the reviewer worked at it.
    """
    with explained(), transaction.atomic():
        lock_the_clock()
        pending = _in(pending, State.IN_REVIEW)
        if reviewer.pk in pending.hands:
            raise ValidationError("You worked at this yourself; another reviewer must approve it.")
        changes = settled(pending, choices or Choices())
        with changeset(reason=pending.reason, verb=Verb.CORRECT, user=pending.author, approver=reviewer) as opened:
            apply(changes)
            check_deferred()
        if opened.number is None:
            raise ValidationError("The record says all of this already: there is nothing to publish.")
        pending.state, pending.reviewer, pending.changeset_id = State.APPROVED, reviewer, opened.number
        _judged(pending)
        say(pending, reviewer, f"approved as changeset {opened.number}", note)
    tell_author(pending, note)
    return opened.number


def give_back(*, pending: PendingChangeset, reviewer: Any, note: str) -> None:
    """Return PENDING to its author, with what is asked for."""
    if not note.strip():
        raise ValidationError("Say what the author should do; the note goes back with the proposal.")
    with transaction.atomic():
        pending = _in(pending, State.IN_REVIEW)
        pending.state, pending.reviewer = State.RETURNED, reviewer
        _judged(pending)
        say(pending, reviewer, "returned", note)
    tell_author(pending, note)


def take_over(*, pending: PendingChangeset, user: Any) -> None:
    """Make PENDING a draft of USER's, who can then no longer approve it."""
    with transaction.atomic():
        pending = _in(pending, State.DRAFT, State.IN_REVIEW, State.RETURNED)
        if user.pk not in pending.hands:
            pending.hands = [*pending.hands, user.pk]
        pending.author, pending.state = user, State.DRAFT
        pending.save()
        say(pending, user, "taken over")


def submit(*, pending: PendingChangeset, user: Any) -> None:
    """Send a draft of USER's to review."""
    _by_author(pending, user, "sent to review", State.IN_REVIEW, State.DRAFT, State.RETURNED)


def reopen(*, pending: PendingChangeset, user: Any) -> None:
    """Take a proposal of USER's back from review, to work at it."""
    _by_author(pending, user, "taken back to work at", State.DRAFT, State.IN_REVIEW, State.RETURNED)


def give_up(*, pending: PendingChangeset, user: Any) -> None:
    """Withdraw a proposal of USER's; it stays to be read."""
    _by_author(pending, user, "withdrawn", State.WITHDRAWN, State.DRAFT, State.IN_REVIEW, State.RETURNED)


def leave_out(*, pending: PendingChangeset, user: Any, change: str) -> str:
    """Take one row out of a draft of USER's; its slug."""
    found = pending.changes.filter(pk=int(change) if change.isdecimal() else 0).first()
    if pending.author_id != user.pk or not pending.is_with_its_author or found is None:
        raise ValidationError("Only its author can do that, in a draft that holds it.")
    found.delete()
    PendingChangeset.objects.filter(pk=pending.pk).update(rules_at=None)
    return found.slug


def comment(*, pending: PendingChangeset, user: AbstractBaseUser, text: str) -> None:
    if not text.strip():
        raise ValidationError("Write something first.")
    say(pending, user, "", text)


def _by_author(pending: PendingChangeset, user: Any, act: str, to: State, *states: State) -> None:
    with transaction.atomic():
        pending = _in(pending, *states)
        if pending.author_id != user.pk:
            raise ValidationError("Only its author can do that; take it over first.")
        if to == State.IN_REVIEW and not pending.changes.exists():
            raise ValidationError("Nothing is proposed yet.")
        pending.state = to
        pending.save()
        say(pending, user, act)


def _in(pending: PendingChangeset, *states: State) -> PendingChangeset:
    """PENDING as it stands now, if it is in one of STATES: two people may decide at once, and the first one does."""
    lock_the_clock()
    now = PendingChangeset.objects.get(pk=pending.pk)
    if now.state not in states:
        raise ValidationError(f"The proposal is meanwhile: {now.get_state_display()}.")
    return now


def _judged(pending: PendingChangeset) -> None:
    pending.seen_by_author = False
    pending.save()

"""What can be done with a proposal on its page; each act answers with the sentence to show."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError

from apps.record.changesets import public_name
from apps.record.models import PendingChangeset
from apps.record.pending import reviewing
from apps.record.pending.comparing import Choices
from apps.record.pending.writing import DRAFT

Act = Callable[[Any, PendingChangeset], str]


def _approve(request: Any, pending: PendingChangeset) -> str:
    number = reviewing.approve(
        pending=pending, reviewer=request.user, choices=_choices(request.POST), note=request.POST.get("note", "")
    )
    return f"Published as changeset {number}: “{pending.reason}”."


def _choices(entries: Any) -> Choices:
    """The hidden fields seen-CHANGE and the choices choice-CHANGE-FIELD."""
    choices = Choices()
    for name, value in entries.items():
        kind, _, rest = name.partition("-")
        key, _, field = rest.partition("-")
        if kind == "seen" and key.isdecimal() and value.isdecimal():
            choices.seen[int(key)] = int(value)
        elif kind == "choice" and key.isdecimal():
            choices.fields[int(key), field] = value
    return choices


def _return(request: Any, pending: PendingChangeset) -> str:
    reviewing.give_back(pending=pending, reviewer=request.user, note=request.POST.get("note", ""))
    return f"Returned to {public_name(pending.author)}: “{pending.reason}”."


def _take_over(request: Any, pending: PendingChangeset) -> str:
    reviewing.take_over(pending=pending, user=request.user)
    request.session[DRAFT] = pending.pk
    return "Taken over: it is your draft now, and somebody else must approve it."


def _submit(request: Any, pending: PendingChangeset) -> str:
    reviewing.submit(pending=pending, user=request.user)
    request.session.pop(DRAFT, None)
    return "Sent to review. What is published is unchanged."


def _work(request: Any, pending: PendingChangeset) -> str:
    if not (pending.author_id == request.user.pk and pending.is_with_its_author):
        reviewing.reopen(pending=pending, user=request.user)
    request.session[DRAFT] = pending.pk
    return "You are working at this draft: forms and lists show the record as it would leave it."


def _leave(request: Any, pending: PendingChangeset) -> str:
    request.session.pop(DRAFT, None)
    return "You left the draft; it is kept."


def _give_up(request: Any, pending: PendingChangeset) -> str:
    reviewing.give_up(pending=pending, user=request.user)
    request.session.pop(DRAFT, None)
    return "Withdrawn. It stays here to be read."


def _leave_out(request: Any, pending: PendingChangeset) -> str:
    slug = reviewing.leave_out(pending=pending, user=request.user, change=request.POST.get("change", ""))
    return f"Left out: “{slug}”."


def unknown(request: Any, pending: PendingChangeset) -> str:
    raise ValidationError("Choose what to do with the proposal.")


def _comment(request: Any, pending: PendingChangeset) -> str:
    reviewing.comment(pending=pending, user=request.user, text=request.POST.get("note", ""))
    return "Noted."


def _reviewers_only(act: Act) -> Act:
    def guarded(request: Any, pending: PendingChangeset) -> str:
        if not reviewing.may_review(request.user):
            raise PermissionDenied
        return act(request, pending)

    return guarded


ACTS: dict[str, Act] = {
    "approve": _reviewers_only(_approve),
    "return": _reviewers_only(_return),
    "take-over": _reviewers_only(_take_over),
    "submit": _submit,
    "work": _work,
    "leave": _leave,
    "give-up": _give_up,
    "leave-out": _leave_out,
    "comment": _comment,
}

"""How the back office writes: whoever may publish does, everybody else proposes."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse

from apps.record.changesets import changeset
from apps.record.models import PendingChangeset, State, Verb
from apps.record.pending.proposing import proposed, rehearsed
from apps.record.pending.reviewing import may_review

DRAFT = "draft"  # in the session: the proposal that its author is working at
KEEP, PROPOSE = "_draft", "_propose"  # buttons
POPUP = "_popup"  # Django's mark of a form in a window of its own


class Outcome:
    """What became of a block of writes: the changeset or the proposal, or neither where nothing was different."""

    number: int | None = None
    pending: PendingChangeset | None = None


def draft_of(request: Any) -> PendingChangeset | None:
    """The draft this user is working at, if it is still theirs to work at."""
    if not request.user.is_authenticated:
        return None
    if not hasattr(request, "draft_at_hand"):
        key = request.session.get(DRAFT)
        drafts = PendingChangeset.objects.filter(pk=key, author=request.user.pk)
        found = drafts.first() if key else None
        request.draft_at_hand = found if found and found.is_with_its_author else None
    return request.draft_at_hand


def publishes(request: Any) -> bool:
    """Whether what this request writes is published at once."""
    return may_review(request.user) and not draft_of(request) and not {KEEP, PROPOSE} & request.POST.keys()


@contextmanager
def writing(request: Any, *, reason: str, verb: Verb) -> Iterator[Outcome]:
    """One changeset, or one proposal: what the request's user may do, and what button was pressed."""
    outcome = Outcome()
    if publishes(request):
        with changeset(reason=reason, verb=verb, user=request.user) as opened:
            yield outcome
        outcome.number = opened.number
        return
    draft = draft_of(request)
    state = State.DRAFT if draft or {KEEP, POPUP} & request.POST.keys() else State.IN_REVIEW
    with proposed(user=request.user, reason=reason, verb=verb, into=draft, state=state) as kept:
        yield outcome
    outcome.pending = kept.pending
    if kept.pending and state == State.DRAFT:
        request.session[DRAFT] = kept.pending.pk


def within_draft(request: Any) -> Any:
    """A block that reads the record as the user's draft would leave it."""
    draft = draft_of(request)
    return rehearsed(user=request.user, changes=draft.changes.all()) if draft else nullcontext()


def told(request: Any, outcome: Outcome, response: Any) -> Any:
    """RESPONSE, or where a proposal was made, the way to it; and a message that says what was done."""
    pending = outcome.pending
    if pending and POPUP in request.POST:
        return response  # the page it was opened from takes what was made, and adds to the draft
    if pending is None:
        text = f"Recorded as changeset {outcome.number}." if outcome.number else NOTHING
        messages.info(request, text)
        return response
    address = reverse("admin:record_pendingchangeset_change", args=[pending.pk])
    count = pending.changes.count()
    rows = f"{count} change{'' if count == 1 else 's'}"
    if pending.state == State.IN_REVIEW:
        messages.success(request, f"Proposed: {rows}, for a second person to approve. What is published is unchanged.")
    else:
        messages.success(request, f"Kept in your draft: {rows}. Go on, or send it to review.")
    return HttpResponseRedirect(address)


NOTHING = "Nothing was different, so no changeset was recorded."

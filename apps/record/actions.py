"""The one way of writing facts: validated, in one changeset, refused in sentences."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError

from apps.record.changesets import changeset, lock_the_clock
from apps.record.merging import merge, references_to
from apps.record.models import Changeset, Named, Verb, Versioned
from apps.record.refusals import check_deferred, explained

__all__ = ["EditConflict", "lock", "merge", "parts_of", "publish", "references_to", "restore", "save", "withdraw"]

# Kept by the database, so no form and no fixture is asked for them.
KEPT_BY_THE_DATABASE = {"version", "followed_from"}


class EditConflict(ValidationError):
    """Somebody else saved the record since it was read."""


def publish(
    *, rows: Iterable[Versioned], reason: str, verb: Verb, author: str = "", user: AbstractBaseUser | None = None
) -> int | None:
    """Validate and save ROWS in one changeset; its number, or None if nothing changed.

    Raises ValidationError in words for people, with nothing written.
    """
    with explained(), changeset(reason=reason, verb=verb, author=author, user=user) as opened:
        for row in rows:
            save(row)
        check_deferred()
    return opened.number


def save(row: Versioned) -> None:
    """Validate and save one row, within a changeset that the caller opened."""
    row.full_clean(exclude=KEPT_BY_THE_DATABASE, validate_unique=True)
    row.save()


def lock(row: Any, *, version: int) -> Any:
    """The row as it stands now, locked; raises EditConflict if it is no longer at VERSION."""
    lock_the_clock()
    now = type(row)._default_manager.select_for_update().get(pk=row.pk)
    if now.version != version:
        last = now.history.order_by("-opened", "-history_id").first()
        author = Changeset.objects.get(number=last.opened).author
        reason = f" ({last.history_change_reason})" if last.history_change_reason else ""
        raise EditConflict(
            f"This record was changed meanwhile by {author}, in changeset {last.opened} at "
            f"{last.history_date:%H:%M on %d %B %Y}{reason}. Your entries are still here: compare, then save again.",
            code="conflict",
        )
    return now


def withdraw(
    *, row: Versioned, reason: str, along: Iterable[Versioned] = (), author: str = "",
    user: AbstractBaseUser | None = None,
) -> int | None:  # fmt: skip
    """Withdraw ROW, its citations and parties, and ALONG what else points at it, in one changeset.

    Raises ValidationError with the list of what still points at it, and without a reason.
    """
    if not reason.strip():
        raise ValidationError("Say why it is withdrawn.", code="required")
    with explained(), changeset(reason=reason, verb=Verb.WITHDRAW, author=author, user=user) as opened:
        lock_the_clock()
        _refuse_if(row, withdrawn=True, sentence="It is withdrawn already: somebody else was faster.")
        for each in (row, *(part for part in parts_of(row) if not part.withdrawn), *along):
            _set_withdrawn(each, reason)
        check_deferred()
    return opened.number


def restore(
    *, row: Versioned, reason: str, along: Iterable[Versioned] = (), author: str = "",
    user: AbstractBaseUser | None = None,
) -> int | None:  # fmt: skip
    """Publish a withdrawn ROW again, with the parts that were withdrawn with it; what a merge moved stays moved."""
    with explained(), changeset(reason=reason, verb=Verb.RESTORE, author=author, user=user) as opened:
        lock_the_clock()
        _refuse_if(row, withdrawn=False, sentence="It is published already: somebody else was faster.")
        for each in (row, *_withdrawn_with(row), *along):
            _set_withdrawn(each, "")
        check_deferred()
    return opened.number


def parts_of(row: Any) -> list[Versioned]:
    """Citations, parties and proposers: what stands and falls with the row."""
    names = ("citations", "parties", "proposers")
    return [part for name in names if hasattr(row, name) for part in getattr(row, name).all()]


def _withdrawn_with(row: Any) -> list[Versioned]:
    """The parts that went in the changeset in which ROW went; not those withdrawn before, for reasons of their own."""
    return [part for part in parts_of(row) if part.withdrawn and _withdrawn_in(part) == _withdrawn_in(row)]


def _withdrawn_in(row: Any) -> int | None:
    versions = row.history.filter(verb__in=(Verb.WITHDRAW, Verb.MERGE), withdrawn=True).order_by("-opened")
    return versions.values_list("opened", flat=True).first()


def _refuse_if(row: Any, *, withdrawn: bool, sentence: str) -> None:
    """Asked under the lock: whoever saw the row before it may have seen it as it no longer is."""
    if type(row)._default_manager.filter(pk=row.pk, withdrawn=withdrawn).exists():
        raise ValidationError(sentence, code="conflict")


def _set_withdrawn(row: Any, reason: str) -> None:
    row.withdrawn, row.withdrawn_reason = bool(reason), reason
    fields = ["withdrawn", "withdrawn_reason"]
    if isinstance(row, Named):
        row.merged_into, fields = None, [*fields, "merged_into"]
    row.save(update_fields=fields)

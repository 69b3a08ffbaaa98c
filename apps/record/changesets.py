"""Opening changesets. The database numbers them; this says who, why and with which verb."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.contrib.auth.models import AbstractBaseUser
from django.db import connection, transaction

from apps.record.models import Profile, Verb

SETTINGS = ("author", "user_id", "approved_by", "approver_id", "reason", "verb", "changeset")
_open: ContextVar[Verb | None] = ContextVar("changeset", default=None)


class Opened:
    """The changeset of a block; `number` is known once something was written, and None if nothing changed."""

    number: int | None = None


@contextmanager
def changeset(
    *, reason: str, verb: Verb, author: str = "", user: AbstractBaseUser | None = None,
    approver: AbstractBaseUser | None = None,
) -> Iterator[Opened]:  # fmt: skip
    """All writes of the block are one changeset, committed together; a block within joins it.

    `author` is the public name; it defaults to the user's. `approver` is the second person, where there was one.
    Nothing written: no changeset.
    """
    opened = Opened()
    if _open.get():
        yield opened
        return
    with transaction.atomic():
        who = {"author": author or (public_name(user) if user else ""), "user_id": str(user.pk) if user else ""}
        if approver:
            who |= {"approved_by": public_name(approver), "approver_id": str(approver.pk)}
        _set(**who, reason=reason, verb=verb.value)
        token = _open.set(verb)
        try:
            yield opened
        finally:
            _open.reset(token)
        opened.number = current_number()
        _set()


@contextmanager
def doing(verb: Verb) -> Iterator[None]:
    """Within a changeset: what is done to the rows of this block, where it is not what its others say."""
    of_changeset = _open.get()
    if verb == of_changeset or of_changeset is None:
        yield
        return
    _say(verb)
    yield
    _say(of_changeset)  # not reached after an error, which undoes the setting with all else


def public_name(user: AbstractBaseUser) -> str:
    """The display name a user publishes under; the user name where none was chosen."""
    profile = Profile.objects.filter(user_id=user.pk).first()
    return profile.display_name if profile else user.get_username()


def lock_the_clock() -> None:
    """Queue with the other writers. Whoever locks a fact's row does this first, or deadlocks."""
    with connection.cursor() as cursor:
        cursor.execute("select record_begin()")


def _say(verb: Verb) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select set_config('eudefence.verb', %s, true)", [verb.value])


def current_number() -> int | None:
    """The number of the changeset that is open in this transaction; None while nothing was written."""
    with connection.cursor() as cursor:
        cursor.execute("select nullif(current_setting('eudefence.changeset', true), '')::integer")
        row = cursor.fetchone()
    return row[0] if row else None


def _set(**values: str) -> None:
    """Set each of the settings, those not given to nothing: what an outer block said must not linger."""
    calls = ", ".join(f"set_config('eudefence.{name}', %s, true)" for name in SETTINGS)
    with connection.cursor() as cursor:
        cursor.execute(f"select {calls}", [values.get(name, "") for name in SETTINGS])

"""Opening changesets. The database numbers them; this says who, why and with which verb."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.contrib.auth.models import AbstractBaseUser
from django.db import connection, transaction

from apps.record.models import Profile, Verb

SETTINGS = ("eudefence.author", "eudefence.user_id", "eudefence.reason", "eudefence.verb", "eudefence.changeset")
_open: ContextVar[Verb | None] = ContextVar("changeset", default=None)


class Opened:
    """The changeset of a block; `number` is known once something was written, and None if nothing changed."""

    number: int | None = None


@contextmanager
def changeset(*, reason: str, verb: Verb, author: str = "", user: AbstractBaseUser | None = None) -> Iterator[Opened]:
    """All writes of the block are one changeset, committed together; a block within joins it.

    `author` is the public name; it defaults to the user's. Nothing written: no changeset.
    """
    opened = Opened()
    if _open.get():
        yield opened
        return
    with transaction.atomic():
        who = author or (public_name(user) if user else "")
        _set(who, str(user.pk) if user else "", reason, verb.value, "")
        token = _open.set(verb)
        try:
            yield opened
        finally:
            _open.reset(token)
        opened.number = _number()
        _set("", "", "", "", "")


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


def _set(*values: str) -> None:
    calls = ", ".join(f"set_config('{name}', %s, true)" for name in SETTINGS)
    with connection.cursor() as cursor:
        cursor.execute(f"select {calls}", values)


def _say(verb: Verb) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select set_config('eudefence.verb', %s, true)", [verb.value])


def _number() -> int | None:
    with connection.cursor() as cursor:
        cursor.execute("select nullif(current_setting('eudefence.changeset', true), '')::integer")
        row = cursor.fetchone()
    return row[0] if row else None

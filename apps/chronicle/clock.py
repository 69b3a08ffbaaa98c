"""The known-time clock: which changeset an answer rests on, and reading at that number."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DataError, connections, transaction

from apps.chronicle.edition import Seen
from apps.chronicle.models.base import READER

# One statement, hence one snapshot: what is followed by a later changeset cannot change any more. Releases are counted
# before a pin is set, at which there may be fewer.
RESOLVE = """
    select k.number, c.instant, asked is not null and k.number < eudefence.changeset_at(null),
           coalesce(c.instant < clock_timestamp() - interval '1 second', false),
           (select count(*) from eudefence.release), (select max(done_at) from eudefence_pinned.redaction){pin}
      from (select %s::text as asked) a cross join eudefence.changeset_at(asked) as k(number)
      left join eudefence.changeset c on c.number = k.number
"""
AT = "select max(number), (select min(number) from eudefence.changeset) from eudefence.changeset where instant <= %s"
SECOND = timedelta(seconds=1)
PINNED = ", set_config('eudefence.pin', k.number::text, true)"
LOST_PLUS = re.compile(r"[^ ]*T[^ ]* [0-9]{2}:[0-9]{2}\Z")  # a + that was written into an address as it is
PIN = "select set_config('eudefence.pin', %s, true)"


class UnknownTime(ValueError):
    """A known time that cannot be read, or that has not come; the sentence says which."""


@dataclass(frozen=True)
class Known:
    """A changeset to read at, and when it began; changeset 0 is before the first and has no instant.

    `is_followed`: a later one is committed. `is_past`: no other can have begun within the same second.
    `releases`: how many there are; naming one moves no number. `redacted_at`: when something was last taken down,
    which changes what is answered of the past.
    """

    changeset: int
    instant: datetime | None
    is_followed: bool = False
    is_past: bool = False
    releases: int = 0
    redacted_at: datetime | None = None

    @property
    def changed_at(self) -> datetime | None:
        """When what is known became as it is read now."""
        return max(filter(None, (self.instant, self.redacted_at)), default=None)


def heard(seen: Seen, known_at: str | None) -> Known | None:
    """What KNOWN_AT means, where that is the newest as it was SEEN; None where it has to be looked up."""
    newest = seen.edition
    if newest.instant is None or known_at not in (None, f"changeset:{newest.changeset}"):
        return None
    is_past = newest.instant < seen.moment - SECOND
    return Known(newest.changeset, newest.instant, False, is_past, newest.releases, newest.redacted_at)


@contextmanager
def pinned(known_at: str | None = None) -> Iterator[Known]:
    """Read everything within the block at one number: the one that KNOWN_AT means, or the newest.

    The number is resolved first, then rows and joined names at it: no answer mixes two. Raises UnknownTime.
    """
    with transaction.atomic(using=READER):
        yield _resolve(known_at, PINNED)


def pin(changeset: int) -> None:
    """Read at CHANGESET from here on, within the transaction that `pinned` opened."""
    with connections[READER].cursor() as cursor:
        cursor.execute(PIN, [str(changeset)])


def nearest(moment: datetime) -> int | None:
    """The newest changeset at MOMENT, however late that is; the first for moments before it, None if there is none."""
    with connections[READER].cursor() as cursor:
        cursor.execute(AT, [moment])
        newest, first = cursor.fetchone()
    number: int | None = newest if newest is not None else first
    return number


def looked_up(known_at: str | None) -> Known:
    """What KNOWN_AT means, or the newest, for who reads by number. Raises UnknownTime."""
    return _resolve(known_at, "")


def _resolve(known_at: str | None, pinning: str) -> Known:
    """What KNOWN_AT means; PINNING is what else is to be done with the number."""
    try:
        with connections[READER].cursor() as cursor:
            cursor.execute(RESOLVE.format(pin=pinning), [known_at])
            return Known(*cursor.fetchone()[:6])
    except DataError as error:
        diagnosis = getattr(error.__cause__, "diag", None)
        sentence = (diagnosis and diagnosis.message_primary) or f"Not a known time: {known_at!r}."
        hint = " In an address a bare + is read as a space: write %2B for it, or the instant in UTC with Z."
        raise UnknownTime(sentence + hint * bool(LOST_PLUS.match(known_at or ""))) from error

"""The known-time clock: which changeset an answer rests on, and reading at that number."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import DataError, connections, transaction

from apps.chronicle.models.base import READER


class UnknownTime(ValueError):
    """A known time that cannot be read, or that has not come; the sentence says which."""


@dataclass(frozen=True)
class Known:
    """A changeset to read at, and when it began; changeset 0 is before the first and has no instant."""

    changeset: int
    instant: datetime | None


@contextmanager
def pinned(known_at: str | None = None) -> Iterator[Known]:
    """Read everything within the block at one number: the one that KNOWN_AT means, or the newest.

    The number is resolved first, then rows and joined names at it: no answer mixes two.
    Raises UnknownTime.
    """
    with transaction.atomic(using=READER):
        known = _resolve(known_at)
        pin(known.changeset)
        yield known


def pin(changeset: int) -> None:
    """Read at CHANGESET from here on, within the transaction that `pinned` opened."""
    with connections[READER].cursor() as cursor:
        cursor.execute("select set_config('eudefence.pin', %s, true)", [str(changeset)])


def _resolve(known_at: str | None) -> Known:
    try:
        with connections[READER].cursor() as cursor:
            cursor.execute(
                "select k.number, c.instant from eudefence.changeset_at(%s) as k(number)"
                " left join eudefence.changeset c on c.number = k.number",
                [known_at],
            )
            number, instant = cursor.fetchone()
    except DataError as error:
        diagnosis = getattr(error.__cause__, "diag", None)
        raise UnknownTime((diagnosis and diagnosis.message_primary) or f"Not a known time: {known_at!r}.") from error
    return Known(number, instant)

"""What is newest, as it was seen a moment ago: whoever knows need not ask before reading."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import monotonic
from typing import Any, NamedTuple

LOOK = """
    select k.number, c.instant, (select count(*) from eudefence.release),
           (select max(done_at) from eudefence_pinned.redaction), clock_timestamp()
      from eudefence.changeset_at(null) k(number) left join eudefence.changeset c on c.number = k.number
"""
TOLD = "eudefence.seen"  # in the environment of a request: the edition that its answer is to rest on, as a `Seen`


class Edition(NamedTuple):
    """What a public answer rests on: the newest changeset, and what changes answers without moving its number."""

    changeset: int
    instant: datetime | None = None
    releases: int = 0
    redacted_at: datetime | None = None


@dataclass(frozen=True)
class Seen:
    """An edition, and what the database's clock said when it was looked at."""

    edition: Edition
    now: datetime
    at: float = field(default_factory=monotonic)

    @classmethod
    def of(cls, row: Any) -> "Seen":
        """What LOOK found."""
        return cls(Edition(*row[:4]), row[4])

    @property
    def moment(self) -> datetime:
        """What the database's clock says by now, at the least."""
        return self.now + timedelta(seconds=monotonic() - self.at)

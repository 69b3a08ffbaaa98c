"""The two clocks of a page, and addresses that keep them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from apps.chronicle.clock import Known
from apps.chronicle.resources import BY_KIND, RESOURCES

BEFORE_ALL = date(1648, 10, 24)  # the day of a page at changeset 0, where nothing is known


@dataclass(frozen=True)
class Clocks:
    """What was asked of both clocks, None where nobody said, and what that came to."""

    asked_day: date | None
    asked_known: str | None
    known: Known

    @property
    def day(self) -> date:
        """The day asked about, else that of the changeset."""
        return self.asked_day or (self.known.instant.date() if self.known.instant else BEFORE_ALL)

    @property
    def is_projected(self) -> bool:
        return bool(self.known.instant and self.day > self.known.instant.date())

    @cached_property
    def asked(self) -> dict[str, str]:
        """As parameters; an address that leaves them out follows the clock."""
        told = {"valid_at": self.asked_day and self.asked_day.isoformat(), "known_at": self.asked_known}
        return {name: value for name, value in told.items() if value}

    @property
    def pinned(self) -> dict[str, str]:
        """As parameters that give this very page for ever."""
        return {"valid_at": self.day.isoformat(), "known_at": f"changeset:{self.known.changeset}"}

    def url(self, path: str, **parameters: Any) -> str:
        """PATH with PARAMETERS, at the same clocks; a parameter of None takes one of theirs away."""
        return with_query(path, self.asked | parameters) if parameters else path + self._query

    def record(self, kind: str, slug: str) -> str:
        """The page of a record."""
        return path_of(kind, slug) + self._query

    def evidence(self, member: str, target: str) -> str:
        """The page of all spells of a member in a target: what a mark of theirs leads to. Slugs need no quoting."""
        return f"/memberships/{self._query or '?'}{self._query and '&'}actor={member}&target={target}"

    @cached_property
    def _query(self) -> str:
        """What addresses without other parameters end in."""
        return with_query("", self.asked)


def path_of(kind: str, slug: str) -> str:
    return f"/{BY_KIND[kind].name}/{slug}/"


def with_query(path: str, parameters: Mapping[str, Any]) -> str:
    query = urlencode({name: str(value) for name, value in parameters.items() if value not in (None, "")}, safe=":,")
    return f"{path}?{query}" if query else path


SUBJECTS = tuple(
    RESOURCES[name]
    for name in ("actors", "formats", "instruments", "legal-bases", "partnerships", "proposals", "memberships")
)

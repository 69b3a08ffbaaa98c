"""Links from one answer to others, in its headers: pages beside it, versions (RFC 5829), mementos (RFC 7089)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from apps.api.caching import date
from apps.chronicle.clock import Known
from apps.chronicle.resources import Resource
from apps.chronicle.shapes import address

PLACES = ("known_at", "min_changeset", "cursor")  # where in known time, and where in the list, an answer stands


@dataclass(frozen=True)
class Link:
    address: str
    relation: str
    rest: str = ""

    def __str__(self) -> str:
        return f'<{self.address}>; rel="{self.relation}"{self.rest}'


def header(links: Iterable[Link]) -> str:
    """RFC 8288."""
    return ", ".join(map(str, links))


def at(request: Request, changeset: int | None = None) -> str:
    """The address of the same question as known at CHANGESET, or now."""
    if not request.META.get("QUERY_STRING"):
        return request.path if changeset is None else f"{request.path}?known_at=changeset:{changeset}"
    query = {name: str(value) for name, value in request.query_params.items() if name not in PLACES}
    if changeset is not None:
        query["known_at"] = f"changeset:{changeset}"
    return request.path + (f"?{urlencode(query, safe=':,')}" if query else "")


def mementos(request: Request, known: Known) -> list[Link]:
    """The address that answers as of now, and decides by date; and the one that answers like this for ever."""
    found = [Link(at(request), "original timegate")]
    if known.instant:
        stands = f'; datetime="{date(known.instant)}"'
        found += [Link(at(request, known.changeset), "memento", stands)]
    return found


def versions(request: Request, resource: Resource, key: str, former: int | None, later: int | None) -> list[Link]:
    """From one version of a record to the others; FORMER and LATER are the changesets of those beside it."""
    own = address(resource, key)
    found = [Link(f"{own}history/", "version-history"), Link(at(request), "latest-version")]
    found += [Link(f"{own}history.link", "timemap", '; type="application/link-format"')]
    found += [Link(at(request, former), "predecessor-version")] if former else []
    return found + ([Link(at(request, later), "successor-version")] if later else [])


class LinkFormatRenderer(BaseRenderer):
    """The history of a record as a TimeMap: an address for each version (RFC 7089, RFC 6690)."""

    media_type = "application/link-format"
    format = "link"
    charset = "utf-8"

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        if not data:
            return b""
        stood = [version for version in data["results"] if version["record"]]
        found = [Link(data["results"][0]["url"].partition("?")[0], "original timegate")]
        for version in stood:
            stands = f'; datetime="{date(datetime.fromisoformat(version["instant"]))}"'
            found.append(Link(version["url"], "memento", stands))
        return ",\n".join(map(str, found)).encode() + b"\n"


def beside(following: str | None, previous: str | None) -> list[Link]:
    """The pages before and after this one."""
    found = [Link(following, "next")] if following else []
    return found + ([Link(previous, "prev")] if previous else [])

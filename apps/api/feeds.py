"""Two ways to follow the record: all changes in order, and the versions of one row."""

import re
from itertools import pairwise
from typing import Any

from django.http import QueryDict
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api.cursors import is_value
from apps.api.grammar import CHANGES
from apps.api.json_renderer import JsonRenderer
from apps.api.links import Link, LinkFormatRenderer
from apps.api.negotiation import SuffixNegotiation
from apps.api.parameters import NOT_OURS, Asked, Reader
from apps.api.views import ResourceView, beside
from apps.chronicle.changes import Change, Key, changes
from apps.chronicle.clock import Known
from apps.chronicle.pages import Place
from apps.chronicle.resources import RESOURCES, Resource
from apps.chronicle.shapes import address, instant, shape
from apps.chronicle.versions import Version, versions

NUMBER = re.compile(r"[0-9]{1,9}")
PLACE = re.compile(rf"({NUMBER.pattern})/([a-z-]+)/([a-z0-9-]+)")
LAST = ("~", "")  # of all in a changeset: it sorts after every name of a resource


class FeedReader(Reader):
    """Reads where to begin: `after=` a whole changeset, or a cursor within one."""

    def __init__(self, query: QueryDict) -> None:
        super().__init__(RESOURCES["changesets"], query)

    def after(self) -> tuple[Asked, Key]:
        """The question, and the place after which to begin. Raises BadParameters."""
        text = self.query.get("after", "0")
        if not NUMBER.fullmatch(text):
            self._wrong("after", f"Not a changeset: “{text}”. Write its number; 0 begins at the beginning.")
        cursor = self._cursor()
        place = PLACE.fullmatch(str(cursor.place.key)) if cursor else None
        if cursor and not place:
            self._wrong("cursor", NOT_OURS)
        asked = self._done(CHANGES, Asked(self._question(), None, cursor, self._page_size()))
        return asked, (int(place[1]), place[2], place[3]) if place else (int(text), *LAST)


class ChangesView(ResourceView):
    """Every change of every record, in the order of changesets: nothing is left out, nothing comes twice."""

    resource = RESOURCES["changesets"]

    def get(self, request: Request) -> Response:
        """Changes after a changeset; when there is no next page, ask on with `after=` the changeset of the basis."""
        asked, after = FeedReader(request.query_params).after()
        return self._answer(request, asked, lambda known: self._page(request, asked, after, known))

    def _page(self, request: Request, asked: Asked, after: Key, known: Known) -> dict[str, Any]:
        found = changes(after, asked.page_size, known.changeset)
        is_full = len(found) == asked.page_size
        following = Place("/".join(map(str, found[-1].key))) if is_full else None
        return {
            "next": beside(request, known, following),
            "previous": None,
            "results": [_change(change) for change in found if change.before or change.after],
        }


class HistoryView(ResourceView):
    """The versions of one row."""

    renderer_classes = (JsonRenderer, LinkFormatRenderer)
    content_negotiation_class = SuffixNegotiation

    def get(self, request: Request, key: str, format: str | None = None) -> Response:
        """Each version from the oldest: what was done, by whom, why, and the row as it stood then."""
        asked = Reader(self.resource, request.query_params).detail_question()
        return self._answer(request, asked, lambda known: self._versions(key, known))

    def _versions(self, key: str, known: Known) -> dict[str, Any]:
        can_be = is_value(self.resource, self.resource.key, key)
        found = versions(self.resource, key, known.changeset) if can_be else []
        if not found:
            raise NotFound(f"No {self.resource.kind} “{key}” was known at changeset {known.changeset}.")
        shaped = [_version(self.resource, key, version) for version in found]
        for one, other in pairwise(shaped):
            one["successor-version"], other["predecessor-version"] = other["url"], one["url"]
        return {"results": shaped}

    def _links(self, request: Request, known: Known, response: Any) -> list[Link]:
        return [Link(address(self.resource, self.kwargs["key"]), "latest-version")]


def _change(change: Change) -> dict[str, Any]:
    return {
        "changeset": change.changeset,
        "resource": change.resource.name,
        "slug": change.slug,
        "url": address(change.resource, change.slug),
        "verb": change.verb,
        "axis": change.axis,
        "author": change.author,
        "approved_by": change.approved_by,
        "before": change.before and shape(change.resource, change.before),
        "after": change.after and shape(change.resource, change.after),
        "merged_into": change.survivor and address(change.resource, change.survivor),
    }


def _version(resource: Resource, key: str, version: Version) -> dict[str, Any]:
    return {
        "changeset": version.changeset,
        "url": f"{address(resource, key)}?known_at=changeset:{version.changeset}",
        "instant": instant(version.instant),
        "author": version.author,
        "approved_by": version.approved_by,
        "reason": version.reason,
        "verb": version.verb,
        "axis": version.axis,
        "record": version.row and shape(resource, version.row),
        "merged_into": version.survivor and address(resource, version.survivor),
        "predecessor-version": None,
        "successor-version": None,
    }

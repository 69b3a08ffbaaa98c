"""Two views serve every resource: a list and a detail."""

from typing import Any

from rest_framework import status
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api import links
from apps.api.cursors import is_value
from apps.api.departures import gone, moved
from apps.api.exports import export
from apps.api.json_renderer import JsonRenderer
from apps.api.jsonld import JsonLdRenderer
from apps.api.negotiation import SuffixNegotiation
from apps.api.parameters import Asked, Reader, understood
from apps.api.presentation import presented
from apps.api.renderers import CsvRenderer, LinesRenderer, NdjsonRenderer
from apps.api.strangers import refuse_strangers
from apps.api.views import Basis, ResourceView, beside
from apps.chronicle.clock import Known, pinned
from apps.chronicle.models import Tombstone
from apps.chronicle.pages import Place, count, page
from apps.chronicle.questions import tombstone
from apps.chronicle.versions import version


class ListView(ResourceView):
    """A page of rows, or, as lines, all of them."""

    renderer_classes = (JsonRenderer, CsvRenderer, NdjsonRenderer, JsonLdRenderer)
    content_negotiation_class = SuffixNegotiation

    def get(self, request: Request, format: str | None = None) -> Any:
        """Rows that answer the question in the address, in the order it asks for, else that of their slugs."""
        query = request.META["QUERY_STRING"]
        if isinstance(request.accepted_renderer, LinesRenderer):
            asked = understood(Reader.whole_question, self.resource, query)
            return self._respond(request, asked, lambda known, _: export(request, self.resource, asked, known))
        asked = understood(Reader.list_question, self.resource, query)
        return self._read(request, asked, lambda known, basis: self._page(request, asked, known, basis))

    def _page(self, request: Request, asked: Asked, known: Known, basis: Basis) -> Response:
        question, place = asked.question, asked.cursor.place if asked.cursor else Place()
        is_whole = asked.shown.fields is None
        found = page(self.resource, question, place, asked.page_size, known.changeset, is_finished=is_whole)
        if not found.values:
            refuse_strangers(self.resource, question, known)
        counted = {"count": count(self.resource, question, known.changeset)} if asked.shown.count else {}
        shown = {
            "next": beside(request, known, found.next),
            "previous": beside(request, known, found.previous),
            "results": presented(self.resource, found.columns, found.values, known, question, asked.shown),
        }
        return Response(counted | shown | {"basis": basis})

    def _links(self, request: Request, known: Known, response: Any) -> list[links.Link]:
        page = getattr(response, "data", None) or {}
        return links.beside(page.get("next"), page.get("previous"))


class DetailView(ResourceView):
    """One row."""

    renderer_classes = (JsonRenderer, JsonLdRenderer)
    content_negotiation_class = SuffixNegotiation
    beside: tuple[int | None, int | None] = (None, None)  # changesets of the versions before and after the one shown

    def get(self, request: Request, key: str, format: str | None = None) -> Any:
        """The record with this slug; never filtered: on days it is not in force its certainty is “none”."""
        asked = understood(Reader.row_question, self.resource, request.META["QUERY_STRING"])
        return self._read(request, asked, lambda known, basis: self._row(request, key, asked, known, basis))

    def _row(self, request: Request, key: str, asked: Asked, known: Known, basis: Basis) -> Response:
        question, can_be = asked.question, is_value(self.resource, self.resource.key, key)
        found = version(self.resource, key, question, known) if can_be else None
        if found is not None:
            self.beside = found.former, found.later
            (shown,) = presented(self.resource, found.columns, [found.values], known, question, asked.shown)
            return Response(shown | {"basis": basis})
        left = self._left(key, known) if can_be else None
        if left and left.merged_into_slug:
            return moved(request, self.resource, left, left.merged_into_slug)
        if left:
            raise gone(self.resource, left)
        raise NotFound(f"No {self.resource.kind} “{key}” was known at changeset {known.changeset}.")

    def _left(self, key: str, known: Known) -> Tombstone | None:
        with pinned(f"changeset:{known.changeset}"):
            return tombstone(self.resource, key)

    def _links(self, request: Request, known: Known, response: Any) -> list[links.Link]:
        is_there = response.status_code == status.HTTP_200_OK and self.resource.remembered
        return links.versions(request, self.resource, self.kwargs["key"], *self.beside) if is_there else []

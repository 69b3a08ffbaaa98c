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
from apps.api.parameters import Asked, Reader
from apps.api.presentation import presented
from apps.api.renderers import CsvRenderer, LinesRenderer, NdjsonRenderer
from apps.api.views import Basis, ResourceView, beside
from apps.chronicle.clock import Known
from apps.chronicle.pages import Page, Place, count, page
from apps.chronicle.questions import row, tombstone


class ListView(ResourceView):
    """A page of rows, or, as lines, all of them."""

    renderer_classes = (JsonRenderer, CsvRenderer, NdjsonRenderer, JsonLdRenderer)
    content_negotiation_class = SuffixNegotiation

    def get(self, request: Request, format: str | None = None) -> Any:
        """Rows that answer the question in the address, in the order it asks for, else that of their slugs."""
        reader = Reader(self.resource, request.query_params)
        if isinstance(request.accepted_renderer, LinesRenderer):
            asked = reader.whole_question()
            return self._respond(request, asked, lambda known, _: export(request, self.resource, asked, known))
        asked = reader.list_question()
        return self._answer(request, asked, lambda known: self._page(request, asked, known))

    def _page(self, request: Request, asked: Asked, known: Known) -> dict[str, Any]:
        place = asked.cursor.place if asked.cursor else Place()
        found = page(self.resource, asked.question, place, asked.page_size)
        counted = {"count": count(self.resource, asked.question)} if asked.shown.count else {}
        return counted | {
            "next": beside(request, known, found.next),
            "previous": beside(request, known, found.previous),
            "results": presented(self.resource, found, asked.question, asked.shown),
        }

    def _links(self, request: Request, known: Known, response: Any) -> list[links.Link]:
        page = getattr(response, "data", None) or {}
        return links.beside(page.get("next"), page.get("previous"))


class DetailView(ResourceView):
    """One row."""

    renderer_classes = (JsonRenderer, JsonLdRenderer)
    content_negotiation_class = SuffixNegotiation

    def get(self, request: Request, key: str, format: str | None = None) -> Any:
        """The record with this slug; never filtered: on days it is not in force its certainty is “none”."""
        asked = Reader(self.resource, request.query_params).row_question()
        return self._respond(request, asked, lambda known, basis: self._row(request, key, asked, known, basis))

    def _row(self, request: Request, key: str, asked: Asked, known: Known, basis: Basis) -> Response:
        can_be = is_value(self.resource, self.resource.key, key)
        found = row(self.resource, key, asked.question) if can_be else None
        if found is not None:
            alone = Page(tuple(found), [tuple(found.values())])
            return Response(presented(self.resource, alone, asked.question, asked.shown)[0] | {"basis": basis})
        left = tombstone(self.resource, key) if can_be else None
        if left and left.merged_into_slug:
            return moved(request, self.resource, left, left.merged_into_slug)
        if left:
            raise gone(self.resource, left)
        raise NotFound(f"No {self.resource.kind} “{key}” was known at changeset {known.changeset}.")

    def _links(self, request: Request, known: Known, response: Any) -> list[links.Link]:
        is_there = response.status_code == status.HTTP_200_OK and self.resource.remembered
        return links.versions(request, self.resource, self.kwargs["key"], known) if is_there else []

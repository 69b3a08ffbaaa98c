"""Two views serve every resource: a list and a detail."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.utils.http import urlencode
from rest_framework import status
from rest_framework.exceptions import NotFound
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.api import caching
from apps.api.cursors import Cursor, is_value
from apps.api.exports import export
from apps.api.negotiation import SuffixNegotiation
from apps.api.parameters import Asked, Reader
from apps.api.presentation import presented
from apps.api.problems import BadParameters, Gone
from apps.api.renderers import CsvRenderer, LinesRenderer, NdjsonRenderer
from apps.chronicle.clock import Known, UnknownTime, pinned
from apps.chronicle.pages import Place, count, page
from apps.chronicle.questions import row, tombstone
from apps.chronicle.resources import RESOURCES, Resource
from apps.chronicle.shapes import BASE, instant

Basis = dict[str, Any]


# RFC 8631: where a person, and where a program, reads what this API is.
DESCRIBED_BY = f'</api/docs/>; rel="service-doc", <{BASE}/openapi.yaml>; rel="service-desc"'


class View(APIView):
    """Read only, open to all, without sessions: an answer depends on its address alone."""

    authentication_classes: tuple[Any, ...] = ()
    permission_classes: tuple[Any, ...] = ()
    renderer_classes: tuple[type[BaseRenderer], ...] = (JSONRenderer,)
    http_method_names = ("get", "head", "options")


class RootView(View):
    """What there is."""

    questions: tuple[str, ...] = ()  # named by the route: their views build on these

    def get(self, request: Request) -> Response:
        """The addresses of all resources and questions."""
        addresses = {name: f"{BASE}/{name}/" for name in (*RESOURCES, "changes", *self.questions)}
        return Response(addresses, headers={"Link": DESCRIBED_BY})


class NowhereView(View):
    """Every other address below the root: a problem, not a page."""

    def get(self, request: Request) -> Response:
        """Refuse, and say where the list of addresses is."""
        raise NotFound(f"There is nothing at {request.path}. {BASE}/ lists what there is.")


class ResourceView(View):
    """A resource, named by its route."""

    resource: Resource = RESOURCES["actors"]

    def _answer(self, request: Request, asked: Asked, content: Callable[[Known], dict[str, Any]]) -> Response:
        """CONTENT at one changeset, and what it rests on."""
        return self._respond(request, asked, lambda known, basis: Response(content(known) | {"basis": basis}))

    def _respond(self, request: Request, asked: Asked, respond: Callable[[Known, Basis], Any]) -> Any:
        """A response at one changeset, unless the client has it already."""
        with _known(asked) as known:
            basis = _basis(asked, known)
            headers = caching.headers(request, known, asked.known_at) | _basis_headers(basis)
            if caching.is_unchanged(request, headers["ETag"]):
                return Response(status=status.HTTP_304_NOT_MODIFIED, headers=headers)
            response = respond(known, basis)
            for name, value in headers.items():
                response[name] = value
            return response


class ListView(ResourceView):
    """A page of rows, or, as lines, all of them."""

    renderer_classes = (JSONRenderer, CsvRenderer, NdjsonRenderer)
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
            "results": presented(self.resource, found.rows, asked.question, asked.shown),
        }


class DetailView(ResourceView):
    """One row."""

    def get(self, request: Request, key: str) -> Response:
        """The record with this slug; never filtered: on days it is not in force its certainty is “none”."""
        asked = Reader(self.resource, request.query_params).row_question()
        return self._answer(request, asked, lambda known: self._row(key, asked, known))

    def _row(self, key: str, asked: Asked, known: Known) -> dict[str, Any]:
        can_be = is_value(self.resource, self.resource.key, key)
        found = row(self.resource, key, asked.question) if can_be else None
        if found is not None:
            return presented(self.resource, [found], asked.question, asked.shown)[0]
        left = tombstone(self.resource, key) if can_be else None
        if left:
            raise Gone(f"“{key}” was withdrawn in changeset {left.changeset}: {left.reason}")
        raise NotFound(f"No {self.resource.kind} “{key}” was known at changeset {known.changeset}.")


@contextmanager
def _known(asked: Asked) -> Iterator[Known]:
    """Read at what was asked for; a known time that cannot be read is a bad parameter."""
    try:
        with pinned(f"changeset:{asked.cursor.changeset}" if asked.cursor else asked.known_at) as known:
            yield known
    except UnknownTime as error:
        raise BadParameters([("cursor" if asked.cursor else "known_at", str(error))]) from error


def _basis(asked: Asked, known: Known) -> Basis:
    """What the answer rests on: both clocks, and whether it looks past the day of its changeset."""
    question = asked.question
    days = {name: getattr(question, name) for name in ("valid_from", "valid_to") if getattr(question, name)}
    projected = bool(known.instant and question.last_day and question.last_day > known.instant.date())
    known_at = instant(known.instant) if known.instant else None
    clocks = {"valid_at": question.valid_at, **days, "known_at": known_at}
    return clocks | {"changeset": known.changeset, "projected": projected}


def _basis_headers(basis: Basis) -> dict[str, str]:
    names = ("changeset", "known_at", "valid_at")
    return {
        f"Eudefence-{name.title().replace('_', '-')}": "" if basis[name] is None else str(basis[name]) for name in names
    }


def beside(request: Request, known: Known, place: Place | None) -> str | None:
    """The address of the page at PLACE: the same question, at the same changeset."""
    if place is None:
        return None
    query = {k: str(v) for k, v in request.query_params.items() if k not in ("cursor", "known_at")}
    return f"{request.path}?{urlencode(query | {'cursor': Cursor(known.changeset, place).write()})}"

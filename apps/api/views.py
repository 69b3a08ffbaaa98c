"""What all views share: an answer rests on one changeset, and says so."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.http import HttpRequest
from django.utils.http import urlencode
from rest_framework import status
from rest_framework.exceptions import APIException
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.api import caching, links
from apps.api.cursors import Cursor
from apps.api.json_renderer import JsonRenderer
from apps.api.mementos import memento
from apps.api.parameters import Asked
from apps.api.problems import BadParameters, Behind, rest_on
from apps.api.throttling import ByAddress
from apps.chronicle.clock import Known, UnknownTime, heard, looked_up, pinned
from apps.chronicle.edition import TOLD
from apps.chronicle.pages import Place
from apps.chronicle.resources import RESOURCES, Resource
from apps.chronicle.shapes import instant
from apps.chronicle.statements import NotHere

Basis = dict[str, Any]


class View(APIView):
    """Read only, open to all, without sessions: an answer depends on its address alone."""

    authentication_classes: tuple[Any, ...] = ()
    permission_classes: tuple[Any, ...] = ()
    renderer_classes: tuple[type[BaseRenderer], ...] = (JsonRenderer,)
    parser_classes: tuple[Any, ...] = ()
    throttle_classes = (ByAddress,)
    http_method_names = ("get", "head", "options")

    def initialize_request(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Request:
        """With what is asked of it most at hand: else it finds out each time that this is the other request's."""
        asked = super().initialize_request(request, *args, **kwargs)
        vars(asked).update(META=request.META, path=request.path, get_full_path=request.get_full_path)
        return asked

    def perform_authentication(self, request: Any) -> None:
        """There is nobody to ask for."""

    def options(self, request: Any, *_: Any, **__: Any) -> Response:
        """What a browser asks before it reads from another site's page."""
        return Response(status=status.HTTP_204_NO_CONTENT, headers={"Allow": ", ".join(self.allowed_methods)})


class ResourceView(View):
    """A resource, named by its route."""

    resource: Resource = RESOURCES["actors"]

    def _answer(self, request: Request, asked: Asked, content: Callable[[Known], dict[str, Any]]) -> Response:
        """CONTENT at one changeset, and what it rests on."""
        return self._respond(request, asked, lambda known, basis: Response(content(known) | {"basis": basis}))

    def _respond(self, request: Request, asked: Asked, respond: Callable[[Known, Basis], Any]) -> Any:
        """A response that is read at one changeset, unless the client has it already."""
        if elsewhere := self._elsewhere(request, asked):
            return elsewhere
        with _known(asked) as known:
            return self._at(request, asked, known, respond)

    def _read(self, request: Request, asked: Asked, respond: Callable[[Known, Basis], Any]) -> Any:
        """The same of what is read by number, without a transaction, and mostly of a number that was told."""
        if elsewhere := self._elsewhere(request, asked):
            return elsewhere
        seen = request.META.get(TOLD)
        with _refusing(asked):
            known = (seen and heard(seen, _time(asked))) or looked_up(_time(asked))
        try:
            return self._at(request, asked, known, respond)
        except NotHere:  # a replica is behind: let it answer of what it has
            with _known(asked) as known:
                return self._at(request, asked, known, respond)

    def _elsewhere(self, request: Request, asked: Asked) -> Response | None:
        return memento(request, asked) if self.resource.remembered else None

    def _at(self, request: Request, asked: Asked, known: Known, respond: Callable[[Known, Basis], Any]) -> Any:
        if known.changeset < asked.min_changeset:
            raise Behind(asked.min_changeset, known.changeset)
        basis = _basis(asked, known)
        headers = caching.headers(request, known, asked) | _basis_headers(basis)
        if caching.is_unchanged(request, headers):
            return Response(status=status.HTTP_304_NOT_MODIFIED, headers=headers)
        try:
            response = respond(known, basis)
        except APIException as refusal:
            rest_on(refusal, _basis_headers(basis))
            raise
        related = links.mementos(request, known) if self.resource.remembered else []
        related += self._links(request, known, response)
        headers |= {"Link": links.header(related)} if related else {}
        for name, value in headers.items():
            response[name] = value
        return response

    def _links(self, request: Request, known: Known, response: Any) -> list[links.Link]:
        """What else an answer of this kind leads to."""
        return []


@contextmanager
def _known(asked: Asked) -> Iterator[Known]:
    """Read at what was asked for."""
    with _refusing(asked), pinned(_time(asked)) as known:
        yield known


@contextmanager
def _refusing(asked: Asked) -> Iterator[None]:
    """A known time that cannot be read is a bad parameter."""
    try:
        yield
    except UnknownTime as error:
        raise BadParameters([("cursor" if asked.cursor else "known_at", str(error))]) from error


def _time(asked: Asked) -> str | None:
    return f"changeset:{asked.cursor.changeset}" if asked.cursor else asked.known_at


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
    asked = request.query_params.items() if request.META["QUERY_STRING"] else ()
    query = {k: str(v) for k, v in asked if k not in links.PLACES}
    return f"{request.path}?{urlencode(query | {'cursor': Cursor(known.changeset, place).write()})}"

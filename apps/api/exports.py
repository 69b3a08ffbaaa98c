"""Answers that are sent while they are read: whole sets, in flat memory."""

from collections.abc import Generator, Iterator
from typing import Any, cast

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from rest_framework.request import Request

from apps.api.parameters import Asked
from apps.api.renderers import LinesRenderer
from apps.chronicle.clock import Known
from apps.chronicle.exports import batches
from apps.chronicle.resources import Resource


class Stream:
    """Pieces of which the first is read at once, so that what goes wrong there is still a problem of its own."""

    def __init__(self, pieces: Iterator[bytes], source: Generator[Any, None, None]) -> None:
        self.pieces, self.source = pieces, source
        self.first = next(pieces, b"")

    def __iter__(self) -> Iterator[bytes]:
        yield self.first
        yield from self.pieces

    def close(self) -> None:
        """Give the connection back, also when the listener goes away half-way."""
        self.source.close()


def export(request: Request, resource: Resource, asked: Asked, known: Known) -> HttpResponseBase:
    """All rows, in the form that was asked for, as a file."""
    renderer = cast(LinesRenderer, request.accepted_renderer)
    response: HttpResponseBase
    content_type = f"{renderer.media_type}; charset={renderer.charset}"
    if request.method == "HEAD":
        response = HttpResponse(content_type=content_type)
    else:
        found = batches(resource, asked.question, known.changeset)
        pieces = renderer.lines(resource, found, asked.shown)
        response = StreamingHttpResponse(Stream(pieces, found), content_type=content_type)
    name = f"{resource.name}-changeset-{known.changeset}.{renderer.format}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

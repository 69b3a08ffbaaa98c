"""Answers that are sent while they are read: whole sets, in flat memory."""

from collections.abc import Generator, Iterator
from threading import BoundedSemaphore
from typing import cast

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from rest_framework.request import Request

from apps.api.parameters import Asked
from apps.api.problems import Busy
from apps.api.renderers import LinesRenderer
from apps.api.strangers import refuse_strangers
from apps.chronicle.clock import Known
from apps.chronicle.resources import Resource

MOST_AT_ONCE = 2  # in one process: each holds one of its threads for as long as the listener takes
slots = BoundedSemaphore(MOST_AT_ONCE)
# The status is sent long before, and servers end what breaks off as if it were whole. So it says so itself: no line of
# JSON, an open quote in CSV, and no line feed, which ends every whole set.
BROKEN_OFF = b'"This set is not whole: the database went away or took too long. Ask again.'


class Stream:
    """Pieces of which the first is read at once, so that what goes wrong there is still a problem of its own."""

    def __init__(self, pieces: Generator[bytes, None, None]) -> None:
        self.pieces, self.slot = pieces, slots
        self.is_open = slots.acquire(blocking=False)
        if not self.is_open:
            raise Busy
        try:
            self.first = next(pieces, b"")
        except BaseException:
            self.close()
            raise

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield self.first
            yield from self.pieces
        except Exception:
            yield BROKEN_OFF
            raise
        finally:
            self.close()

    def close(self) -> None:
        """Give connection and slot back: at the end, and when the listener goes away half-way."""
        self.pieces.close()
        if self.is_open:
            self.is_open = False
            self.slot.release()

    def __del__(self) -> None:
        """What was never sent gives them back too: the database may go away between the first piece and the answer."""
        self.close()


def export(request: Request, resource: Resource, asked: Asked, known: Known) -> HttpResponseBase:
    """All rows, in the form that was asked for, as a file."""
    renderer = cast(LinesRenderer, request.accepted_renderer)
    response: HttpResponseBase
    content_type = f"{renderer.media_type}; charset={renderer.charset}"
    if request.method == "HEAD":
        response = HttpResponse(content_type=content_type)
    else:
        stream = Stream(renderer.pieces(resource, asked.question, asked.shown, known.changeset))
        if stream.first.count(b"\n") <= renderer.lines_before:
            refuse_strangers(resource, asked.question, known)
        response = StreamingHttpResponse(stream, content_type=content_type)
    name = f"{resource.name}-changeset-{known.changeset}.{renderer.format}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

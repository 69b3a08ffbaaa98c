"""`Accept-Datetime` (RFC 7089): every address that takes `known_at` leads to its answer of a date."""

from datetime import UTC, datetime

from django.utils.http import parse_http_date
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from apps.api import caching, links
from apps.api.parameters import Asked
from apps.api.problems import BadParameters
from apps.chronicle.clock import nearest

HEADER = "Accept-Datetime"


def memento(request: Request, asked: Asked) -> Response | None:
    """Where the answer of the date in the header is; None where none is asked for, or the address has a time already.

    Dates before the first changeset lead to the first, those after the newest to that.
    """
    text = request.META.get("HTTP_ACCEPT_DATETIME")
    if text is None or asked.known_at or asked.cursor:
        return None
    number = nearest(_date(text))
    if number is None:
        return None
    there = links.header([links.Link(links.at(request), "original timegate")])
    headers = {"Location": links.at(request, number), "Vary": caching.VARY, "Link": there, "Cache-Control": "no-cache"}
    return Response(status=status.HTTP_302_FOUND, headers=headers)


def _date(text: str) -> datetime:
    """A whole second: all that began within it was known then."""
    try:
        return datetime.fromtimestamp(parse_http_date(text) + 0.999, UTC)
    except (ValueError, OverflowError) as error:
        sentence = f"Not a date: “{text}”. Write it like Sun, 31 May 2026 12:00:00 GMT."
        raise BadParameters([(HEADER, sentence)]) from error

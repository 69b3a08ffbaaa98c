"""Errors for people and programs: RFC 9457."""

from typing import Any

from django.db import InterfaceError, OperationalError
from rest_framework import exceptions, status
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import exception_handler


class ProblemRenderer(JSONRenderer):
    media_type = "application/problem+json"


class BadParameters(exceptions.APIException):
    """One or more parameters cannot be read; `errors` names each and says what to do."""

    status_code = status.HTTP_400_BAD_REQUEST

    def __init__(self, errors: list[tuple[str, str]]) -> None:
        super().__init__("; ".join(sentence for _, sentence in errors))
        self.errors = [{"parameter": parameter, "detail": sentence} for parameter, sentence in errors]


class Gone(exceptions.APIException):
    """It was published and is withdrawn."""

    status_code = status.HTTP_410_GONE


class Away(exceptions.APIException):
    """The database is away for a moment."""

    status_code = status.HTTP_503_SERVICE_UNAVAILABLE
    default_detail = "The database is away for a moment. Nothing is lost; ask again in a few seconds."
    wait = 5  # seconds; REST framework writes it as Retry-After


TITLES = {
    400: "The question cannot be read",
    404: "Not found",
    405: "This API is read only",
    406: "Not available in this form",
    410: "Withdrawn",
    503: "Away for a moment",
}


def answer(exception: Exception, context: dict[str, Any]) -> Response | None:
    """REST framework's exception handler, worded as a problem."""
    if isinstance(exception, OperationalError | InterfaceError):
        exception = Away()
    response = exception_handler(exception, context)
    if response is None:
        return None
    request = context["request"]
    request.accepted_renderer, request.accepted_media_type = ProblemRenderer(), ProblemRenderer.media_type
    detail = getattr(exception, "detail", str(exception))
    response.data = {
        "type": "about:blank",
        "title": TITLES.get(response.status_code, "Refused"),
        "status": response.status_code,
        "detail": str(detail),
        "instance": request.get_full_path(),
    }
    if isinstance(exception, BadParameters):
        response.data["errors"] = exception.errors
    response["Cache-Control"] = "no-store"
    return response

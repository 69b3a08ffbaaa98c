"""Errors for people and programs: RFC 9457."""

from typing import Any

from django.db import InterfaceError, OperationalError
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.views import exception_handler

from apps.api.json_renderer import JsonRenderer


class ProblemRenderer(JsonRenderer):
    media_type = "application/problem+json"


class BadParameters(exceptions.APIException):
    """One or more parameters cannot be read; `errors` names each and says what to do."""

    status_code = status.HTTP_400_BAD_REQUEST

    def __init__(self, errors: list[tuple[str, str]]) -> None:
        super().__init__("; ".join(sentence for _, sentence in errors))
        self.members = {"errors": [{"parameter": name, "detail": sentence} for name, sentence in errors]}


class Gone(exceptions.APIException):
    """It was published and is withdrawn; `withdrawn` tells by whom, when and why, and where its last version is."""

    status_code = status.HTTP_410_GONE

    def __init__(self, sentence: str, withdrawn: dict[str, Any]) -> None:
        super().__init__(sentence)
        self.members = {"withdrawn": withdrawn}


class Away(exceptions.APIException):
    """The database is away for a moment."""

    status_code = status.HTTP_503_SERVICE_UNAVAILABLE
    default_detail = "The database is away for a moment. Nothing is lost; ask again in a few seconds."
    wait = 5  # seconds; REST framework writes it as Retry-After


class Behind(exceptions.APIException):
    """The record here does not reach as far as the client has seen it. Not a failure of ours: the number is theirs."""

    status_code = status.HTTP_412_PRECONDITION_FAILED
    wait = 1

    def __init__(self, wanted: int, newest: int) -> None:
        super().__init__(f"Changeset {wanted} is not here yet; the newest is {newest}. Ask again in a second.")


class Busy(exceptions.APIException):
    """As many whole sets are being sent as this server sends at once."""

    status_code = status.HTTP_503_SERVICE_UNAVAILABLE
    default_detail = "Others are fetching whole sets at this moment. Ask again in a few seconds, or page by page."
    wait = 10


class TooLong(exceptions.APIException):
    """The database gave up on a question."""

    status_code = status.HTTP_504_GATEWAY_TIMEOUT
    default_detail = (
        "This takes longer than the database may work for one answer. Ask for less: a filter, a smaller page."
    )


TITLES = {
    400: "The question cannot be read",
    404: "Not found",
    405: "This API is read only",
    406: "Not available in this form",
    410: "Withdrawn",
    412: "Not here yet",
    414: "The address is too long",
    429: "Too many questions",
    500: "Our mistake",
    503: "Away for a moment",
    504: "Took too long",
}
CANCELED = "57014"


def answer(exception: Exception, context: dict[str, Any]) -> Response | None:
    """REST framework's exception handler, worded as a problem."""
    if isinstance(exception, OperationalError | InterfaceError):
        exception = TooLong() if getattr(exception.__cause__, "sqlstate", "") == CANCELED else Away()
    elif isinstance(exception, exceptions.NotAcceptable):
        exception = exceptions.NotAcceptable(_no_form(context["request"], context["view"]))
    response = exception_handler(exception, context)
    if response is None:
        return None
    request = context["request"]
    request.accepted_renderer, request.accepted_media_type = ProblemRenderer(), ProblemRenderer.media_type
    detail = str(getattr(exception, "detail", exception))
    members = getattr(exception, "members", {})
    response.data = problem(response.status_code, detail, request.get_full_path()) | members
    for name, value in (getattr(exception, "headers", {}) | {"Cache-Control": "no-store"}).items():
        response[name] = value
    return response


def _no_form(request: Any, view: Any) -> str:
    known = ", ".join(str(each.media_type) for each in view.renderer_classes)
    return f"There is no form “{request.META.get('HTTP_ACCEPT', '')[:200]}” of this. Known: {known}."


def rest_on(refusal: exceptions.APIException, headers: dict[str, str]) -> None:
    """Let a refusal carry the headers that tell at which changeset it was found out; `answer` writes them."""
    refusal.headers = headers  # type: ignore[attr-defined]  # `answer` reads it; the class does not declare it


def problem(status_code: int, detail: str, instance: str) -> dict[str, Any]:
    """The members that every problem has."""
    return {
        "type": "about:blank",
        "title": TITLES.get(status_code, "Refused"),
        "status": status_code,
        "detail": detail,
        "instance": instance,
    }

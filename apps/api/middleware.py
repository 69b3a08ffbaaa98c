"""What holds for every answer below the API's root, also for those that no view gives."""

import json
from collections.abc import Callable
from typing import cast

from django.core.exceptions import DisallowedHost
from django.core.handlers.exception import convert_exception_to_response
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import get_resolver

from apps.api.problems import ProblemRenderer, problem
from apps.chronicle.shapes import BASE

ROOT = "/api/"
READ = f"{BASE}/"  # what is below it is for reading alone
LONGEST = 8000  # bytes of an address; longer ones break in caches and logs on the way
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Link, Location, Memento-Datetime, Retry-After, "
    "Content-Disposition, Eudefence-Changeset, Eudefence-Known-At, Eudefence-Valid-At",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Accept-Datetime, If-None-Match, If-Modified-Since",
    "Access-Control-Max-Age": "86400",
}
SENTENCES = {
    400: "This request cannot be read. Check the address, the host and the headers.",
    404: "There is nothing here. /api/v1/ lists what there is.",
    414: f"An address has at most {LONGEST} characters here. Ask in several questions, or fetch the whole set.",
    500: "Something went wrong here, and is in our log. It is not your question's fault.",
}
Answer = Callable[[HttpRequest], HttpResponseBase]


def api(get_response: Answer) -> Answer:
    """Open to pages of other sites for reading; every error a problem (RFC 9457)."""
    seen = cast(Answer, convert_exception_to_response(_seen))  # its type allows for views that are awaited

    def answer(request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(ROOT):
            return get_response(request)
        response = _refused(request) or (seen if request.path.startswith(READ) else get_response)(request)
        if response.status_code >= 400 and not response.get("Content-Type", "").startswith("application/problem+json"):
            response = _problem(request, response.status_code)
        for name, value in (OPEN | (PREFLIGHT if request.method == "OPTIONS" else {})).items():
            response[name] = value
        return response

    return answer


def _seen(request: HttpRequest) -> HttpResponseBase:
    """What a view says, straight: reading knows no users, sessions, messages or forms, which have a layer each."""
    match = request.resolver_match = get_resolver("apps.api.urls").resolve(request.path_info.removeprefix(BASE))
    response = match.func(request, *match.args, **match.kwargs)
    if callable(getattr(response, "render", None)):
        response.render()
    if not response.streaming:
        response.headers.setdefault("Content-Length", str(len(response.content)))
    return response


def _refused(request: HttpRequest) -> HttpResponse | None:
    """What no view should see."""
    if len(request.get_full_path()) > LONGEST:
        return _problem(request, 414)
    try:
        request.get_host()
    except DisallowedHost:
        return _problem(request, 400, "This server does not answer under the host name in your request.")
    return None


def _problem(request: HttpRequest, status: int, sentence: str = "") -> HttpResponse:
    detail = sentence or SENTENCES.get(status, "Refused.")
    content = problem(status, detail, request.get_full_path()[:200])
    headers = {"Cache-Control": "no-store"}
    return HttpResponse(json.dumps(content), ProblemRenderer.media_type, status, headers=headers)

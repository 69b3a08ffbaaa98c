"""What holds for every answer below the API's root, also for those that no view gives."""

import json
from collections.abc import Callable
from functools import cache
from typing import Any, cast

from django.core.exceptions import DisallowedHost
from django.core.handlers.exception import convert_exception_to_response
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import ResolverMatch, get_resolver

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
ANY = "*"  # instead of a word that no route begins with
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
    match = request.resolver_match = _resolved(request.path_info.removeprefix(READ))
    response = match.func(request, *match.args, **match.kwargs)
    if callable(getattr(response, "render", None)):
        response.render()
        _let_go(response)
    if not response.streaming:
        response.headers.setdefault("Content-Length", str(len(response.content)))
    return response


def _let_go(response: Any) -> None:
    """Part view, question and answer, which lead to each other, so that they are free at once.

    Else each answer took memory that no processor has seen for long, until the collector came.
    """
    context = response.renderer_context
    for each in (context["request"].parser_context, vars(context["view"]), context):
        each.clear()


def _resolved(path: str) -> ResolverMatch:
    """The view at PATH, as Django finds it, tried on the routes that begin with the same word alone."""
    routes = _routes()
    found: ResolverMatch = next(filter(None, (route.resolve(path) for route in routes.get(_word(path), routes[ANY]))))
    return found


@cache
def _routes() -> dict[str, list[Any]]:
    """Routes by the word they begin with; the last of all, which takes any path, is the last in each list."""
    *routes, last = get_resolver("apps.api.urls").url_patterns
    words = [_word(str(route.pattern)) for route in routes]
    found = {word: [route for each, route in zip(words, routes, strict=True) if each == word] for word in words}
    return {word: [*found.get(word, []), last] for word in (*words, ANY)}


def _word(path: str) -> str:
    return path.partition("/")[0].partition(".")[0]


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

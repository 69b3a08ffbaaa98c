"""The strict content policy: pages load what comes from here, and nothing else.

Django has one of its own only from 6.0; packages for it write the text anew for each answer, which takes as long as
the rest of the way to a view.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

DIRECTIVES = (
    "default-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'self'",
    "frame-ancestors 'none'",
    "form-action 'self'",
)
POLICY = "; ".join(DIRECTIVES)
Answer = Callable[[HttpRequest], HttpResponseBase]


def policy(get_response: Answer) -> Answer:
    """On every answer, errors and files included."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        response["Content-Security-Policy"] = POLICY
        return response

    return answer

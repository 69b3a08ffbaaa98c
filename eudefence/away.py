"""Pages and the back office while the database is away or overworked: said at once, with when to come back."""

from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string

WAIT = 5  # seconds; the API says the same
CANCELED = "57014"


class AwayMiddleware:
    """The API words its own refusals; this is for whoever reads pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """503, or 504 where the database gave up on the question; any other mistake is left alone."""
        if not isinstance(exception, OperationalError | InterfaceError):
            return None
        took_too_long = getattr(exception.__cause__, "sqlstate", "") == CANCELED
        page = render_to_string("503.html", {"took_too_long": took_too_long})
        headers = {"Cache-Control": "no-store"} | ({} if took_too_long else {"Retry-After": str(WAIT)})
        return HttpResponse(page, status=504 if took_too_long else 503, headers=headers)

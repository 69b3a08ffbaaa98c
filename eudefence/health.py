"""Whether this process lives, and whether it is ready to answer."""

from django.db import DatabaseError, connections
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

READS = "select from eudefence.changeset limit 1"


@never_cache
@require_safe
def livez(request: HttpRequest) -> HttpResponse:
    """The process answers; it does not ask the database."""
    return HttpResponse("alive\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """Both logins reach the database, and the relations stand."""
    try:
        for alias, query in {"default": "select number from record_clock", "reader": READS}.items():
            with connections[alias].cursor() as cursor:
                cursor.execute(query)
    except DatabaseError:
        return HttpResponse("the database is away\n", status=503, content_type="text/plain", headers={"Retry-After": 5})
    return HttpResponse("ready\n", content_type="text/plain")

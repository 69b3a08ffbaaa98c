"""What caches may do with an answer: it is a function of address, form, schema and changeset."""

import hashlib
from functools import cache

from django.utils.http import http_date, parse_etags
from rest_framework.request import Request

from apps.chronicle.clock import Known
from apps.chronicle.resources import RESOURCES

FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "public, no-cache"


@cache
def schema_id() -> str:
    """Changes whenever a resource gains, loses or renames a column."""
    columns = {name: [column.name for column in resource.columns] for name, resource in RESOURCES.items()}
    return hashlib.sha256(repr(columns).encode()).hexdigest()[:12]


def etag(request: Request, known: Known) -> str:
    """A strong validator, known before any row is read."""
    media = request.accepted_media_type
    basis = f"{request.get_full_path()} {media} {schema_id()} {known.changeset}"
    return f'"{hashlib.sha256(basis.encode()).hexdigest()[:32]}"'


def is_unchanged(request: Request, tag: str) -> bool:
    tags = parse_etags(request.headers.get("If-None-Match", ""))
    return "*" in tags or tag in tags


def headers(request: Request, known: Known, known_at: str | None) -> dict[str, str]:
    """Validators, and how long an answer may be kept.

    An instant is not pinned for ever: until a later changeset is committed, one may still begin before it.
    """
    is_pinned = bool(known_at and known_at.startswith(("changeset:", "release:")))
    found = {"ETag": etag(request, known), "Cache-Control": FOR_EVER if is_pinned else ASK_AGAIN, "Vary": "Accept"}
    if known.instant:
        found["Last-Modified"] = http_date(known.instant.timestamp())
    if known_at and known.instant:
        found["Memento-Datetime"] = http_date(known.instant.timestamp())
    return found

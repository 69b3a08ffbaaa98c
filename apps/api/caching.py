"""What caches may do with an answer: it is a function of address, form, schema and changeset."""

import hashlib
from datetime import datetime
from functools import cache, lru_cache

from django.utils.http import http_date, parse_etags, parse_http_date_safe
from rest_framework.request import Request

from apps.api.parameters import Asked
from apps.chronicle.clock import Known
from apps.chronicle.resources import RESOURCES

FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "public, no-cache"
VARY = "Accept, Accept-Datetime"


@cache
def schema_id() -> str:
    """Changes whenever a resource gains, loses or renames a column."""
    columns = {name: [column.name for column in resource.columns] for name, resource in RESOURCES.items()}
    return hashlib.sha256(repr(columns).encode()).hexdigest()[:12]


def etag(request: Request, known: Known) -> str:
    """A strong validator, known before any row is read.

    A release names a changeset without moving the number, and what was taken down is gone from the past as well.
    """
    media = request.accepted_media_type
    basis = f"{request.get_full_path()} {media} {schema_id()} {known.changeset} {known.releases} {known.redacted_at}"
    return f'"{hashlib.sha256(basis.encode()).hexdigest()[:32]}"'


@lru_cache(maxsize=64)
def date(moment: datetime) -> str:
    """A moment as headers have it."""
    return http_date(moment.timestamp())


def is_unchanged(request: Request, headers: dict[str, str]) -> bool:
    """Whether the client has this answer; its validators are asked before its dates (RFC 9110)."""
    asked = request.META  # not `headers`, which is made of all of it
    if "HTTP_IF_NONE_MATCH" in asked:
        tags = parse_etags(asked["HTTP_IF_NONE_MATCH"])
        return "*" in tags or headers["ETag"] in tags
    if "HTTP_IF_MODIFIED_SINCE" not in asked:
        return False
    since = parse_http_date_safe(asked["HTTP_IF_MODIFIED_SINCE"])
    changed = parse_http_date_safe(headers.get("Last-Modified", ""))
    return since is not None and changed is not None and changed <= since


def headers(request: Request, known: Known, asked: Asked) -> dict[str, str]:
    """Validators, and how long an answer may be kept.

    A date names a whole second, so it is given once no other changeset can begin within it.
    """
    pinned = is_pinned(known, asked)
    found = {"ETag": etag(request, known), "Cache-Control": FOR_EVER if pinned else ASK_AGAIN, "Vary": VARY}
    if known.changed_at and known.is_past:
        found["Last-Modified"] = date(known.changed_at)
    if known.instant and (asked.known_at or asked.cursor):
        found["Memento-Datetime"] = date(known.instant)
    return found


def is_pinned(known: Known, asked: Asked) -> bool:
    """Whether the answer stands for ever; that of an instant does once a later changeset is committed."""
    by_name = bool(asked.known_at and asked.known_at.startswith(("changeset:", "release:")))
    return bool(asked.cursor) or by_name or bool(asked.known_at and known.is_followed)

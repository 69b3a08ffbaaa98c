"""The layer in front of Django: who may be answered from what is kept, and what may be kept."""

from collections.abc import Callable, Iterable
from threading import Event, Lock
from time import time
from typing import Any

from django.db import DatabaseError, InterfaceError

from apps.chronicle.edition import TOLD, Edition
from eudefence.cache.answers import Answer, Environ, Headers, Shelf, Start, value
from eudefence.cache.edition import Watch, look

Application = Callable[..., Iterable[bytes]]
ASIDE = ("/admin/", "/static/", "/releases/", "/livez", "/readyz")
# Who sends one of these is answered by Django: an answer may depend on it.
PERSONAL = ("HTTP_COOKIE", "HTTP_AUTHORIZATION", "HTTP_ACCEPT_DATETIME")
VARIES = {"accept", "accept-datetime", "accept-encoding", "cookie"}  # what the key and PERSONAL take care of
CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")
DAY = 86400  # seconds: pages know what day it is
PATIENCE = 10  # seconds to wait for whoever makes the same answer
YOUNG = 1.0  # seconds for which an answer that has no Last-Modified yet is kept


class Cache:
    """Answers the public from finished bytes where it can, and leaves the rest to Django, told what is newest."""

    def __init__(self, application: Application, watch: Watch, room: int) -> None:
        self.application, self.watch, self.shelf = application, watch, Shelf(room)
        self._lock = Lock()
        self._at_work: dict[Any, Event] = {}

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """A WSGI application."""
        if not is_public(environ):
            return self.application(environ, start)
        try:
            # Whoever names the changeset they wrote may have been faster than the notification of it.
            seen = environ[TOLD] = look() if "min_changeset" in environ["QUERY_STRING"] else self.watch.newest()
        except (DatabaseError, InterfaceError):
            return self.application(environ, start)
        if not self.shelf.room:
            return self.application(environ, start)
        edition, key = seen.edition, key_of(environ, seen.edition)
        answer = self.shelf.get(key)
        if answer:
            return answer.sent(environ, start)
        if environ["REQUEST_METHOD"] == "HEAD":
            return self.application(environ, start)
        return self._made(key, edition, environ, start)

    def _made(self, key: Any, edition: Edition, environ: Environ, start: Start) -> Iterable[bytes]:
        """An answer that is not kept: of those who ask at once one makes it, the others wait for that."""
        with self._lock:
            answer, others = self.shelf.get(key), self._at_work.get(key)
            if not answer and not others:
                mine = self._at_work[key] = Event()
        if answer:
            return answer.sent(environ, start)
        if others:
            others.wait(PATIENCE)
            answer = self.shelf.get(key)
            return answer.sent(environ, start) if answer else self.application(environ, start)
        try:
            return self._asked(key, edition, environ, start)
        finally:
            with self._lock:
                del self._at_work[key]
            mine.set()

    def _asked(self, key: Any, edition: Edition, environ: Environ, start: Start) -> Iterable[bytes]:
        """What Django says to the bare question; it is kept if it may be."""
        told: list[Any] = []
        bare = {name: value for name, value in environ.items() if name not in CONDITIONS}
        found: Any = self.application(bare, lambda status, headers, *rest: told.extend((status, headers)))
        status, headers = told
        if getattr(found, "streaming", True) or not may_be_kept(status, headers, edition):
            return _passed_on(found, status, headers, environ, start)
        try:
            body = b"".join(found)
        finally:
            found.close()
        answer = Answer(varying(headers), body, seconds_of(headers))
        self.shelf.put(key, answer)
        return answer.sent(environ, start)


def is_public(environ: Environ) -> bool:
    """Whether the answer depends on nothing but the address and the form asked for."""
    return (
        environ["REQUEST_METHOD"] in ("GET", "HEAD")
        and not environ["PATH_INFO"].startswith(ASIDE)
        and environ.keys().isdisjoint(PERSONAL)
    )


def key_of(environ: Environ, edition: Edition) -> Any:
    """The address as it was written, since answers repeat it; the form; and the edition and day they rest on."""
    host, scheme = environ.get("HTTP_HOST", ""), environ.get("wsgi.url_scheme", "")
    address = (host, scheme, environ["PATH_INFO"], environ["QUERY_STRING"], environ.get("HTTP_ACCEPT", ""))
    return (*address, edition, time() // DAY)


def may_be_kept(status: str, headers: Headers, edition: Edition) -> bool:
    """Whether it says which changeset it rests on, is for everybody, and is of the edition it is kept for.

    Not of this edition is what was asked of a replica that is behind, or committed meanwhile; what stands for ever is.
    """
    caching, number = value(headers, "cache-control"), value(headers, "eudefence-changeset")
    varies = {name.strip().lower() for name in value(headers, "vary").split(",")} - {""}
    return (
        status.startswith("200 ")
        and bool(number)
        and "public" in caching
        and not value(headers, "set-cookie")
        and varies <= VARIES
        and ("no-cache" not in caching or int(number) == edition.changeset)
    )


def seconds_of(headers: Headers) -> float | None:
    """For how long it is kept; a young answer has a validator, but no Last-Modified yet."""
    return YOUNG if value(headers, "etag") and not value(headers, "last-modified") else None


def varying(headers: Headers) -> Headers:
    """The headers of an answer that comes plain and packed."""
    varies = ", ".join(filter(None, (value(headers, "vary"), "Accept-Encoding")))
    return [*(each for each in headers if each[0].lower() != "vary"), ("Vary", varies)]


def _passed_on(found: Any, status: str, headers: Headers, environ: Environ, start: Start) -> Any:
    """What is not kept, as it comes; whoever has it already is told so."""
    if status.startswith("200 ") and (whole := Answer(headers, b"")).is_there(environ):
        found.close()
        return whole.sent(environ, start)
    start(status, headers)
    return found

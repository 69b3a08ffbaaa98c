"""Asking a WSGI application as a server would, and what it says, whole."""

import gzip
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from django.core.handlers.wsgi import WSGIHandler
from django.test import RequestFactory

from eudefence.cache.edition import Watch
from eudefence.cache.layer import Cache

ROOM = 2**26


class Said(NamedTuple):
    status: str
    headers: dict[str, str]
    body: bytes

    @property
    def plain(self) -> "Said":
        """As it is when nobody asks for it packed: without what only tells the two forms apart."""
        is_packed = self.headers.get("Content-Encoding") == "gzip"
        body = gzip.decompress(self.body) if is_packed else self.body
        headers = {name: text for name, text in self.headers.items() if name != "Content-Encoding"}
        headers["Vary"] = ", ".join(sorted({*headers.get("Vary", "").split(", ")} - {"Accept-Encoding", ""}))
        if is_packed:
            headers["Content-Length"] = str(len(body))
            headers |= {"ETag": headers["ETag"].replace("-gzip", "")} if "ETag" in headers else {}
        return Said(self.status, headers, body)


def ask(application: Any, address: str, method: str = "GET", **headers: str) -> Said:
    """HEADERS by their names in WSGI, such as HTTP_COOKIE."""
    environ = RequestFactory(headers={"host": "localhost"}).generic(method, address).environ
    environ.pop("HTTP_COOKIE", None)
    told: list[Any] = []
    found = application(environ | headers, lambda status, headers, *_: told.extend((status, dict(headers))))
    try:
        body = b"".join(found)
    finally:
        getattr(found, "close", lambda: None)()
    return Said(*told, body)


def settle(address: str = "/api/v1/actors/") -> None:
    """Wait until what was just recorded is a second old: from then on its answers say when they last changed."""
    end = time.monotonic() + 30
    while "Last-Modified" not in ask(WSGIHandler(), address).headers:
        assert time.monotonic() < end
        time.sleep(0.05)


class Counted:
    """Django, and what it was asked."""

    def __init__(self) -> None:
        self.application, self.asked = WSGIHandler(), list[str]()

    def __call__(self, environ: dict[str, Any], start: Any) -> Any:
        self.asked.append(environ["PATH_INFO"])
        return self.application(environ, start)


@contextmanager
def cached(application: Any, every: float = 0.1, room: int = ROOM) -> Iterator[Cache]:
    """APPLICATION with the layer in front of it, which listens until the end of the block."""
    watch = Watch(every)
    try:
        yield Cache(application, watch, room)
    finally:
        watch.end()

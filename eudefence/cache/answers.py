"""Answers as finished bytes, and the shelf that holds as many of them as it has room for."""

import gzip
from collections import OrderedDict
from collections.abc import Callable, Iterable
from functools import lru_cache
from math import inf
from threading import Lock
from time import monotonic
from typing import Any

from django.utils.http import parse_http_date_safe

Headers = list[tuple[str, str]]
Environ = dict[str, Any]
Start = Callable[..., Any]
# An answer that was not modified says nothing of its content, nor where else it leads (RFC 9110, section 15.4.5).
OF_CONTENT = ("content-type", "content-length", "content-disposition", "link")
WORTH_PACKING = 500  # bytes
OVERHEAD = 2000  # bytes of an answer besides its body, about


class Answer:
    """One answer in all its forms: whole or not modified, plain or packed."""

    def __init__(self, headers: Headers, body: bytes, seconds: float | None = None) -> None:
        self.headers, self.body = headers, body
        self.tag = value(headers, "etag")
        self.ends = None if seconds is None else monotonic() + seconds
        self.packed: tuple[Headers, bytes] | None = None

    @property
    def size(self) -> int:
        """At most: the packed body is no longer than the plain one."""
        return 2 * len(self.body) + OVERHEAD

    def sent(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """The form that the request asks for."""
        is_packed = len(self.body) > WORTH_PACKING and takes_gzip(environ.get("HTTP_ACCEPT_ENCODING", ""))
        headers, body = self._packed() if is_packed else (self.headers, self.body)
        if is_there(environ, self.headers):
            start("304 Not Modified", [each for each in headers if not is_of_content(each[0])])
            return []
        start("200 OK", headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def _packed(self) -> tuple[Headers, bytes]:
        """Packed when somebody first asks for it; two at once do the same."""
        if self.packed is None:
            body = gzip.compress(self.body, 6, mtime=0)
            changed = {"content-length": str(len(body))} | ({"etag": packed_tag(self.tag)} if self.tag else {})
            headers = [(name, changed.get(name.lower(), text)) for name, text in self.headers]
            self.packed = ([*headers, ("Content-Encoding", "gzip")], body)
        return self.packed


class Shelf:
    """Answers by key; when there is no room, those go that were not asked for the longest."""

    def __init__(self, room: int) -> None:
        self.room, self.used = room, 0
        self._answers: OrderedDict[Any, Answer] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Any) -> Answer | None:
        """The answer, unless its time is over."""
        with self._lock:
            found = self._answers.get(key)
            if found is None or (found.ends is not None and found.ends < monotonic()):
                return None
            self._answers.move_to_end(key)
            return found

    def put(self, key: Any, answer: Answer) -> None:
        """Keep it; one that would take more than a tenth of the room is not kept."""
        if answer.size > self.room / 10:
            return
        with self._lock:
            if key in self._answers:
                self.used -= self._answers.pop(key).size
            self._answers[key] = answer
            self.used += answer.size
            while self.used > self.room:
                self.used -= self._answers.popitem(last=False)[1].size


def value(headers: Headers, name: str) -> str:
    """The value of a header, empty where there is none."""
    return next((text for each, text in headers if each.lower() == name), "")


def packed_tag(tag: str) -> str:
    """A strong validator tells the packed bytes from the plain ones."""
    return f'{tag[:-1]}-gzip"'


def is_there(environ: Environ, headers: Headers) -> bool:
    """Whether the client has this answer, plain or packed; its validators are asked before its dates (RFC 9110)."""
    asked, tag = environ.get("HTTP_IF_NONE_MATCH"), value(headers, "etag")
    if asked:
        return bool(tag) and _matches(asked, (tag, packed_tag(tag)))
    since, changed = environ.get("HTTP_IF_MODIFIED_SINCE", ""), value(headers, "last-modified")
    return bool(since and changed) and _seconds(changed) <= _seconds(since, default=0)


def _matches(asked: str, tags: tuple[str, ...]) -> bool:
    """As If-None-Match compares: a proxy may have weakened what it was given."""
    return asked in tags or any(each.strip().removeprefix("W/") in ("*", *tags) for each in asked.split(","))


def _seconds(date: str, default: float = inf) -> float:
    found = parse_http_date_safe(date)
    return default if found is None else found


def is_of_content(name: str) -> bool:
    return name.lower() in OF_CONTENT or name.lower() == "content-encoding"


@lru_cache(maxsize=256)
def takes_gzip(accepted: str) -> bool:
    """Whether Accept-Encoding allows gzip."""
    for part in accepted.lower().split(","):
        name, _, weight = part.partition(";")
        if name.strip() == "gzip":
            return weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False

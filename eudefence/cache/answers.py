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
OF_CONTENT = {"content-type", "content-length", "content-disposition", "content-encoding", "link"}
WORTH_PACKING = 500  # bytes
OVERHEAD = 2000  # bytes of an answer besides its body, about


class Form:
    """An answer plain or packed: its headers, those that a client who has it already is told, and its body."""

    def __init__(self, headers: Headers, body: bytes) -> None:
        self.headers, self.body = headers, body
        self.unchanged = [each for each in headers if each[0].lower() not in OF_CONTENT]


class Answer:
    """One answer in all its forms: whole or not modified, plain or packed."""

    def __init__(self, headers: Headers, body: bytes, seconds: float | None = None) -> None:
        self.plain = Form(headers, body)
        self.packed: Form | None = None
        self.tag, self.changed = value(headers, "etag"), value(headers, "last-modified")
        self.tags = (self.tag, packed_tag(self.tag)) if self.tag else ()
        self.ends = None if seconds is None else monotonic() + seconds

    @property
    def size(self) -> int:
        """At most: the packed body is no longer than the plain one."""
        return 2 * len(self.plain.body) + OVERHEAD

    def sent(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """The form that the request asks for."""
        is_packed = "HTTP_ACCEPT_ENCODING" in environ and self._is_worth_packing(environ["HTTP_ACCEPT_ENCODING"])
        form = self._packed() if is_packed else self.plain
        if self.is_there(environ):
            start("304 Not Modified", form.unchanged)
            return []
        start("200 OK", form.headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [form.body]

    def is_there(self, environ: Environ) -> bool:
        """Whether the client has it, plain or packed; its validators are asked before its dates (RFC 9110)."""
        if asked := environ.get("HTTP_IF_NONE_MATCH"):
            return asked in self.tags or _matches(asked, self.tags)
        since: str = environ.get("HTTP_IF_MODIFIED_SINCE", "")
        return bool(since and self.changed) and _seconds(self.changed) <= _seconds(since, default=0)

    def _is_worth_packing(self, accepted: str) -> bool:
        return len(self.plain.body) > WORTH_PACKING and takes_gzip(accepted)

    def _packed(self) -> Form:
        """Packed when somebody first asks for it; two at once do the same."""
        if self.packed is None:
            body = gzip.compress(self.plain.body, 6, mtime=0)
            changed = {"content-length": str(len(body))} | ({"etag": packed_tag(self.tag)} if self.tag else {})
            headers = [(name, changed.get(name.lower(), text)) for name, text in self.plain.headers]
            self.packed = Form([*headers, ("Content-Encoding", "gzip")], body)
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


def _matches(asked: str, tags: tuple[str, ...]) -> bool:
    """As If-None-Match compares: a proxy may have weakened what it was given."""
    given = [each.strip().removeprefix("W/") for each in asked.split(",")]
    return bool(tags) and any(each == "*" or each in tags for each in given)


def _seconds(date: str, default: float = inf) -> float:
    found = parse_http_date_safe(date)
    return default if found is None else found


@lru_cache(maxsize=256)
def takes_gzip(accepted: str) -> bool:
    """Whether Accept-Encoding allows gzip."""
    for part in accepted.lower().split(","):
        name, _, weight = part.partition(";")
        if name.strip() == "gzip":
            return weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False

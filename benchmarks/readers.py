"""Readers of a site: each asks on and on, and keeps what it saw of every address at every changeset."""

import gzip
import http.client
import random
import time
import urllib.parse
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256

Key = tuple[str, str, str]  # address, changeset, and the day, which pages know
Tags = dict[str, tuple[str, str]]  # of each address the last validator, and the digest of what it came with


@dataclass
class Seen:
    """What a reader saw: the digest of each body, answers by status, and what must not be."""

    bodies: dict[Key, str] = field(default_factory=dict)
    answers: Counter[int] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    # When each 503 came, how long until it was said, and where.
    away: list[tuple[float, float, str]] = field(default_factory=list)

    def add(self, other: "Seen") -> None:
        """Take in what another reader saw; where both saw the same address and changeset, the same bytes."""
        for key, body in other.bodies.items():
            self.keep(key, body)
        self.answers += other.answers
        self.wrong += other.wrong
        self.away += other.away

    def keep(self, key: Key, digest: str) -> None:
        if self.bodies.setdefault(key, digest) != digest:
            self.wrong.append(f"{key[0]} at changeset {key[1]}: other bytes than the first time")


def read(port: int, addresses: list[str], until: float, seed: int) -> Seen:
    """Ask for ADDRESSES at random until that time, sometimes with the validator of the last answer."""
    seen, tags, dice = Seen(), Tags(), random.Random(seed)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    while time.time() < until:
        address = dice.choice(addresses)
        tag = tags.get(address) if dice.random() < 0.3 else None
        headers = {"Accept-Encoding": "gzip"} if dice.random() < 0.5 else {}
        begun = time.time()
        try:
            connection.request("GET", address, headers=headers | ({"If-None-Match": tag[0]} if tag else {}))
            answer = connection.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException) as error:
            seen.wrong.append(f"{address}: the connection broke: {error!r}")
            connection.close()
            continue
        seen.answers[answer.status] += 1
        if answer.status == 200 and _breaks_off(address, body):
            seen.away.append((time.time(), time.time() - begun, address))
        elif answer.status == 200:
            _taken(seen, tags, address, answer, body)
        elif answer.status == 304:
            _unchanged(seen, address, answer, tag)
        elif answer.status == 503 and answer.headers["Retry-After"]:
            seen.away.append((time.time(), time.time() - begun, address))
        else:
            seen.wrong.append(f"{address}: {answer.status} without a reason; {body[:200]!r}")
    return seen


def _breaks_off(address: str, body: bytes) -> bool:
    """Whether it is a whole set that the database went away from."""
    name = address.partition("?")[0]
    return name.startswith("/api/") and name.endswith((".csv", ".ndjson")) and not body.endswith(b"\n")


def _taken(seen: Seen, tags: Tags, address: str, answer: http.client.HTTPResponse, body: bytes) -> None:
    plain = gzip.decompress(body) if answer.headers["Content-Encoding"] == "gzip" else body
    digest = sha256(plain).hexdigest()
    seen.keep(_key(address, answer), digest)
    if answer.headers["ETag"]:
        tags[address] = (answer.headers["ETag"], digest)


def _unchanged(seen: Seen, address: str, answer: http.client.HTTPResponse, tag: tuple[str, str] | None) -> None:
    """Not modified: what the reader has is what there is at this changeset too."""
    if tag is None:
        seen.wrong.append(f"{address}: 304 to a question without a validator")
    else:
        seen.keep(_key(address, answer), tag[1])


def _key(address: str, answer: http.client.HTTPResponse) -> Key:
    return address, answer.headers["Eudefence-Changeset"], str(answer.headers["Date"])[:16]


def fetched(port: int, address: str) -> bytes:
    """The body at ADDRESS, of an answer that must be good."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", address)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    if answer.status != 200:
        raise SystemExit(f"{address}: {answer.status}; {body[:300]!r}")
    return body


def pinned(address: str, changeset: str) -> str:
    """ADDRESS, as known at CHANGESET."""
    return f"{address}{'&' if urllib.parse.urlsplit(address).query else '?'}known_at=changeset:{changeset}"


def answering(port: int, patience: float) -> None:
    """Wait until the site there is ready."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        with suppress(OSError, SystemExit):
            fetched(port, "/readyz")
            return
        time.sleep(0.2)
    raise SystemExit(f"Nobody answers on port {port}.")

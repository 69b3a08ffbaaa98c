"""Rounds of load: every work in turn, from the other core, each refused if one answer was not what it should be."""

import json
import os
import re
import subprocess
import urllib.request
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlencode

from benchmarks import cpu
from benchmarks.servers import LOADED, ROOT, Server
from benchmarks.works import LIST, Work

DETAILS = 200  # different records, in turn


@dataclass(frozen=True)
class Prepared:
    """A work, ready to be measured: its address, the validator that is sent, and what it must answer."""

    work: Work
    server: Server
    url: str
    tag: str | None
    content: bytes
    paths: Path


@dataclass(frozen=True)
class Measured:
    """Requests in a second, and microseconds of processor for each: the server's and PostgreSQL's."""

    rate: float
    own: float
    database: float


def prepared(works: dict[str, Work], servers: dict[str, Server], folder: Path) -> dict[str, Prepared]:
    """All who do the same work must give the same rows, or nothing is measured."""
    content, _ = fetched(servers["hot"].address + LIST)
    (folder / "list").write_bytes(content)
    found = {}
    for name, work in works.items():
        server = servers[work.server]
        slugs = _slugs(servers["large" if work.server == "large" else "hot"])
        paths = folder / f"{work.server}.paths"
        paths.write_text("".join(f"/api/v1/memberships/{slug}/\n" for slug in slugs))
        query = f"?{urlencode(work.query, doseq=True)}" if work.query else ""
        url = server.address + work.path.format(slug=slugs[0]) + query
        body, tag = fetched(url)
        found[name] = Prepared(work, server, url, tag if work.is_known else None, body, paths)
    _same_rows({name: each for name, each in found.items() if each.work.server != "large"})
    return found


def check(works: dict[str, Prepared]) -> None:
    """Each answers as it did before."""
    for name, each in works.items():
        content, _ = fetched(each.url)
        if content != each.content and _rows(replace(each, content=content)) != _rows(each):
            raise SystemExit(f"{name}: another answer after the run than before it.")


def one_round(works: dict[str, Prepared], seconds: int, database: int) -> dict[str, Measured]:
    return {name: _loaded(each, seconds, database) for name, each in works.items()}


def fetched(url: str) -> tuple[bytes, str]:
    with urllib.request.urlopen(url, timeout=60) as answer:
        return answer.read(), answer.headers.get("ETag", "")


def _slugs(server: Server) -> list[str]:
    rows = json.loads(fetched(f"{server.address}{LIST}?page_size={DETAILS}")[0])["results"]
    return [row["slug"] for row in rows]


def _same_rows(works: dict[str, Prepared]) -> None:
    for is_detail in (False, True):
        shown = {name: _rows(each) for name, each in works.items() if each.work.details == is_detail}
        (first, expected), *others = shown.items()
        for name, rows in others:
            keys = ("slug",) if works[name].work.is_flat else tuple(expected[0])
            if [[row[key] for key in keys] for row in rows] != [[row[key] for key in keys] for row in expected]:
                raise SystemExit(f"“{name}” gives other rows than “{first}”; nothing was measured.")


def _rows(each: Prepared) -> list[dict[str, object]]:
    found = json.loads(each.content)
    if each.work.details:
        return [{key: value for key, value in found.items() if key != "basis"}]
    rows: list[dict[str, object]] = found.get("results") or found["rows"]
    return rows[:100]


def _loaded(each: Prepared, seconds: int, database: int) -> Measured:
    headers = ["-H", f"If-None-Match: {each.tag}"] if each.tag else []
    script = ["-s", str(Path(__file__).with_name("paths.lua"))] if each.work.details else []
    command = ["taskset", "-c", LOADED, "wrk", "-t1", "-c8", *script, *headers]
    environment = os.environ | {"BENCH_PATHS": str(each.paths)}
    subprocess.run([*command, "-d1s", each.url], cwd=ROOT, check=True, capture_output=True, env=environment)
    before = cpu.of(each.server.pid), cpu.of(database)
    run = subprocess.run(
        [*command, f"-d{seconds}s", each.url], cwd=ROOT, check=True, capture_output=True, text=True, env=environment
    )
    after = cpu.of(each.server.pid), cpu.of(database)
    said, rate = run.stdout, re.search(r"(\d+) requests in ([\d.]+)s", run.stdout.replace(",", ""))
    if "Non-2xx" in said or "Socket errors" in said or rate is None:
        raise SystemExit(f"{each.url} failed under load; the run counts for nothing.\n{said}")
    answers = int(rate[1])
    if not answers:
        raise SystemExit(
            f"{each.url}: no answer within {seconds} s. Give more with --seconds, or the machine more rest."
        )
    own, other = ((b - a) * 1e6 / answers for a, b in zip(before, after, strict=True))
    return Measured(answers / float(rate[2]), own, other)

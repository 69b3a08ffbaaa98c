"""`make bench-quick`: hot, cold and bulk beside what people would use instead, as ratios of rounds taken in turn."""

import argparse
import json
import os
import re
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

from benchmarks import report
from benchmarks.servers import LOADED, ROOT, started

LIST, DETAIL = "/api/v1/memberships/", "/api/v1/memberships/{slug}/"
# Name of a work, who does it, and where. What is measured as 304 sends back the validator it was given.
WORKS = {
    "hot list": ("hot", LIST, False),
    "hot 304": ("hot", LIST, True),
    "nginx, same bytes": ("nginx", "/list", False),
    "nginx 304": ("nginx", "/list", True),
    "cold list": ("cold", LIST, False),
    "cold detail": ("cold", DETAIL, False),
    "naive DRF list": ("naive", LIST, False),
    "naive DRF detail": ("naive", DETAIL, False),
    "FastAPI list": ("fastapi", LIST, False),
    "FastAPI detail": ("fastapi", DETAIL, False),
}
# One, the other, the goal and the gate for their ratio.
RATIOS = [
    ("hot list", "nginx, same bytes", 0.6, 0.4),
    ("hot 304", "nginx 304", 0.5, 0.25),
    ("hot list", "naive DRF list", 300, 200),
    ("cold list", "naive DRF list", 20, 12),
    ("cold list", "FastAPI list", 2, 1),
    ("cold detail", "FastAPI detail", 0.5, 0.3),
    ("cold detail", "naive DRF detail", 6, 4),
]


def main() -> None:
    """Measure, refuse what is not comparable, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", help="Made-up records, by manage.py synthesise.")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=2)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        with started(asked.database, folder) as servers:
            places = prepared(servers, folder)
            rounds = [one_round(places, asked.seconds) for _ in range(asked.rounds)]
            for work, (url, tag, content) in places.items():
                if tag is None and fetched(url)[0] != content:
                    raise SystemExit(f"{work}: another answer after the run than before it.")
    report.write(rounds, RATIOS, f"{asked.database}, {asked.rounds} rounds of {asked.seconds} s")


def prepared(servers: dict[str, str], folder: Path) -> dict[str, tuple[str, str | None, bytes]]:
    """Address, validator and content of each work; all who do the same work must give the same rows."""
    content, _ = fetched(servers["hot"] + LIST)
    (folder / "list").write_bytes(content)
    slug = json.loads(content)["results"][50]["slug"]
    found: dict[str, tuple[str, str | None, bytes]] = {}
    for work, (server, path, is_known) in WORKS.items():
        url = servers[server] + path.format(slug=slug)
        body, tag = fetched(url)
        found[work] = (url, tag if is_known else None, body)
    same_rows({work: body for work, (_, _, body) in found.items() if "detail" not in work})
    same_rows({work: body for work, (_, _, body) in found.items() if "detail" in work})
    return found


def same_rows(bodies: dict[str, bytes]) -> None:
    rows = {work: json.loads(body) for work, body in bodies.items()}
    shown = {work: each.get("results", {k: v for k, v in each.items() if k != "basis"}) for work, each in rows.items()}
    (first, expected), *others = shown.items()
    for work, found in others:
        if found != expected:
            raise SystemExit(f"“{work}” gives other rows than “{first}”; nothing was measured.")


def fetched(url: str) -> tuple[bytes, str]:
    with urllib.request.urlopen(url, timeout=30) as answer:
        return answer.read(), answer.headers.get("ETag", "")


def one_round(places: dict[str, tuple[str, str | None, bytes]], seconds: int) -> dict[str, Any]:
    """Every work once, in turn: requests in a second, and the load of the machine."""
    found: dict[str, Any] = {work: loaded(url, tag, seconds) for work, (url, tag, _) in places.items()}
    return found | {"load": os.getloadavg()[0]}


def loaded(url: str, tag: str | None, seconds: int) -> float:
    headers = ["-H", f"If-None-Match: {tag}"] if tag else []
    command = ["taskset", "-c", LOADED, "wrk", "-t1", "-c8", f"-d{seconds}s", *headers, url]
    subprocess.run([*command[:-1], "-d1s", url], cwd=ROOT, check=True, capture_output=True)
    said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        raise SystemExit(f"{url} failed under load; the run counts for nothing.\n{said}")
    rate = re.search(r"Requests/sec:\s+([\d.]+)", said)
    if rate is None:
        raise SystemExit(f"No rate in what wrk said:\n{said}")
    return float(rate[1])


if __name__ == "__main__":
    begun = time.monotonic()
    main()
    print(f"{time.monotonic() - begun:.0f} s")

r"""Whole sets beside psql's `\copy`, and how soon a write is seen by the processes that answer."""

import os
import statistics
import subprocess
import time
import urllib.request
from typing import Any

import psutil
import psycopg
from psycopg.conninfo import make_conninfo

from benchmarks.servers import Server
from eudefence import logins, programs

COPY = r"\copy (select * from eudefence.membership{}) to stdout (format csv, header)"
WRITE = (
    "update cooperation_membership set note = note || '.' where slug = (select min(slug) from cooperation_membership)"
)
WRITES = 30


def exports(database: str, server: Server, rounds: int) -> list[dict[str, float]]:
    """Seconds of each way, in rounds of turns, and by how many bytes the server grew."""
    return [_round(database, server) for _ in range(rounds)]


def _round(database: str, server: Server) -> dict[str, float]:
    before = psutil.Process(server.pid).children()[0].memory_info().rss
    found = {
        "psql \\copy": _seconds(lambda: _copied(database, "")),
        "psql \\copy, sorted": _seconds(lambda: _copied(database, " order by slug")),
        "CSV": _seconds(lambda: _drained(f"{server.address}/api/v1/memberships.csv?standing=all")),
        "NDJSON": _seconds(lambda: _drained(f"{server.address}/api/v1/memberships.ndjson?standing=all")),
    }
    return found | {"grown": psutil.Process(server.pid).children()[0].memory_info().rss - before}


def visibility(database: str, server: Server) -> list[float]:
    """Milliseconds from the commit of a write until another process's kept answer rests on it."""
    address = f"{server.address}/api/v1/memberships/?page_size=1"
    found = []
    with psycopg.connect(**logins.connect_arguments(logins.login("app")) | {"dbname": database}) as connection:
        for _ in range(WRITES):
            connection.execute(WRITE)
            newest: Any = connection.execute("select number from record_clock").fetchone()
            connection.commit()
            begun = time.perf_counter()
            while _changeset(address) < newest[0]:
                time.sleep(0.0005)
            found.append((time.perf_counter() - begun) * 1000)
            time.sleep(0.05)
    return sorted(found)


def _changeset(address: str) -> int:
    with urllib.request.urlopen(address, timeout=10) as answer:
        return int(answer.headers["Eudefence-Changeset"])


def _seconds(work: Any) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _copied(database: str, order: str) -> None:
    arguments = logins.connect_arguments(logins.login("analyst")) | {"dbname": database}
    environment = os.environ | {"PGPASSWORD": arguments.pop("password", ""), "PGOPTIONS": "-c statement_timeout=0"}
    command = [
        str(programs.wheel() / "psql"),
        "-qX",
        f"--dbname={make_conninfo(**arguments)}",
        "-c",
        COPY.format(order),
    ]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)


def _drained(url: str) -> None:
    with urllib.request.urlopen(url, timeout=600) as answer:
        while answer.read(2**20):
            pass


def median(rounds: list[dict[str, float]], name: str) -> float:
    return statistics.median(each[name] for each in rounds)

"""The servers that are compared: each one process, on the first core."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from eudefence import logins

ROOT = Path(__file__).parent.parent
FIRST_PORT = 18100  # far from where sites are served
SERVED, LOADED = "0", "1"  # cores
SQLITE = "eudefence.sqlite"
NGINX = """
daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{ access_log off; keepalive_requests 1000000; default_type application/json; etag on;
  server {{ listen 127.0.0.1:{port}; root {folder}; }} }}
"""


@dataclass(frozen=True)
class Server:
    """Where it answers, and its first process."""

    address: str
    pid: int


def site(database: str) -> dict[str, str]:
    """The environment in which the site reads DATABASE, as often as anybody asks."""
    reader = logins.login("reader")
    place = f"{quote(reader['HOST'], safe='')}:{reader['PORT']}/{database}"
    return {"READER_URLS": f"postgresql://{reader['USER']}:{reader['PASSWORD']}@{place}", "API_RATE": ""}


def commands(database: str, large: str | None, folder: Path) -> dict[str, tuple[list[str], dict[str, str]]]:
    """Command and environment of each server, in the order of their ports."""
    app = logins.login("app")
    peer = {f"BENCH_{key}": str(app[key]) for key in ("HOST", "PORT", "USER", "PASSWORD")} | {
        "BENCH_DATABASE": database
    }
    python = str(ROOT / ".bench/bin/python")
    granian = [sys.executable, "-m", "granian", "--interface=wsgi", "--no-ws", "--workers=1", "--blocking-threads=4",
               "--log-level=warning", "--host=127.0.0.1"]  # fmt: skip
    uvicorn = [python, "-m", "uvicorn", "--log-level=warning", "benchmarks.peers.fast:app"]
    datasette = [
        python,
        "-m",
        "datasette",
        "serve",
        "--setting",
        "max_returned_rows",
        "1000",
        "-i",
        f"{folder}/{SQLITE}",
    ]
    cold = [*granian, "--port={port}", "eudefence.wsgi:application"]
    found = {
        "hot": ([*granian, "--port={port}", "eudefence.wsgi:application"], site(database)),
        "cold": (cold, site(database) | {"CACHE_MB": "0"}),
        "naive": ([*granian, "--port={port}", "benchmarks.peers.naive:application"], peer),
        "ninja": ([python, *granian[1:], "--port={port}", "benchmarks.peers.ninja:application"], peer),
        "datasette": ([*datasette, "--port={port}"], {}),
        "fastapi": ([*uvicorn, "--port={port}"], peer),
        "nginx": (["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")], {}),
    }
    return found | ({"large": (cold, site(large) | {"CACHE_MB": "0"})} if large else {})


@contextmanager
def started(database: str, large: str | None, folder: Path) -> Iterator[dict[str, Server]]:
    """All servers by name, idle but for the one that is asked."""
    running: list[subprocess.Popen[Any]] = []
    found: dict[str, Server] = {}
    try:
        for port, (name, (command, environment)) in enumerate(commands(database, large, folder).items(), FIRST_PORT):
            if name == "nginx":
                (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=port))
            words = ["taskset", "-c", SERVED, *(word.format(port=port) for word in command)]
            log = (folder / f"{name}.log").open("wb")
            running.append(
                subprocess.Popen(
                    words, cwd=ROOT, env=os.environ | environment, start_new_session=True, stdout=log, stderr=log
                )
            )
            found[name] = Server(f"http://localhost:{port}", running[-1].pid)
        for server in found.values():
            _wait(server.address)
        yield found
    finally:
        for process in running:
            os.killpg(process.pid, signal.SIGTERM)
        for process in running:
            process.wait()


def _wait(address: str) -> None:
    end = time.monotonic() + 120
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(address + "/livez", timeout=5)
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"{address} does not answer.")

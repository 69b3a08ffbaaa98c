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
from pathlib import Path
from typing import Any
from urllib.parse import quote

from eudefence import logins

ROOT = Path(__file__).parent.parent
FIRST_PORT = 18100  # far from where sites are served
SERVED, LOADED = "0", "1"  # cores
NGINX = """
daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{ access_log off; keepalive_requests 1000000; default_type application/json; etag on;
  server {{ listen 127.0.0.1:{port}; root {folder}; }} }}
"""


def commands(database: str, folder: Path) -> dict[str, tuple[list[str], dict[str, str]]]:
    """Command and environment of each server, in the order of their ports."""
    reader, app = logins.login("reader"), logins.login("app")
    place = f"{quote(reader['HOST'], safe='')}:{reader['PORT']}/{database}"
    url = f"postgresql://{reader['USER']}:{reader['PASSWORD']}@{place}"
    site = {"READER_URLS": url, "API_RATE": ""}
    peer = {f"BENCH_{key}": str(app[key]) for key in ("HOST", "PORT", "USER", "PASSWORD")} | {
        "BENCH_DATABASE": database
    }
    granian = [sys.executable, "-m", "granian", "--interface=wsgi", "--no-ws", "--workers=1", "--blocking-threads=4",
               "--log-level=warning", "--host=127.0.0.1"]  # fmt: skip
    uvicorn = [str(ROOT / ".bench/bin/python"), "-m", "uvicorn", "--log-level=warning", "benchmarks.peers.fast:app"]
    return {
        "hot": ([*granian, "--port={port}", "eudefence.wsgi:application"], site),
        "cold": ([*granian, "--port={port}", "eudefence.wsgi:application"], site | {"CACHE_MB": "0"}),
        "naive": ([*granian, "--port={port}", "benchmarks.peers.naive:application"], peer),
        "fastapi": ([*uvicorn, "--port={port}"], peer),
        "nginx": (["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")], {}),
    }


@contextmanager
def started(database: str, folder: Path) -> Iterator[dict[str, str]]:
    """All servers, idle but for the one that is asked; their addresses by name."""
    running: list[subprocess.Popen[Any]] = []
    found: dict[str, str] = {}
    try:
        for port, (name, (command, environment)) in enumerate(commands(database, folder).items(), FIRST_PORT):
            if name == "nginx":
                (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=port))
            words = ["taskset", "-c", SERVED, *(word.format(port=port) for word in command)]
            running.append(subprocess.Popen(words, cwd=ROOT, env=os.environ | environment, start_new_session=True))
            found[name] = f"http://localhost:{port}"
        for address in found.values():
            _wait(address)
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

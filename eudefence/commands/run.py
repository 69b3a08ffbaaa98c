"""`run`: from nothing to a site that answers, in the foreground until Ctrl+C."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import TypeVar

from eudefence import database, home, server
from eudefence.commands import capacity, port, site_lock
from eudefence.errors import SetupError

T = TypeVar("T")
Handler = Callable[[int, FrameType | None], None] | signal.Handlers
WORKERS = str(os.cpu_count() or 2)
GRANIAN = (
    "--interface=wsgi",
    "--no-ws",
    f"--blocking-threads={capacity.WORKER_THREADS}",
    "--log-level=warning",
    "--respawn-failed-workers",
    "--workers-kill-timeout=5",
)


def main() -> int:
    """Start everything that is missing, serve the site, and leave as much behind as was found."""
    number = port.chosen()
    _on_endings(_interrupt)
    with site_lock.held(number):
        port.check_free(number)
        started = False
        try:
            started = _step("server", database.ensure_server)
            _prepare()
            if sentence := capacity.complaint(int(WORKERS)):
                print(sentence, file=sys.stderr)
            return _serve(number)
        finally:
            _on_endings(signal.SIG_IGN)
            if started:
                server.stop()


def _prepare() -> None:
    if database.is_set_up_elsewhere():
        print("database    is set up elsewhere: APP_URL is given, DATABASE_URL is not")
    else:
        _step("roles", database.ensure_roles)
        _step("migrations", lambda: _manage("migrate", "--no-input", "-v0"))
        _step("seed", lambda: _manage("seed"))
        _step("releases", lambda: _manage("first_releases"))
        _step("accounts", lambda: _manage("accounts"))


def _step(name: str, action: Callable[[], T]) -> T:
    began = time.monotonic()
    result = action()
    print(f"{name:<12}{time.monotonic() - began:5.1f} s", flush=True)
    return result


def _manage(*command: str) -> None:
    done = subprocess.run([sys.executable, home.CHECKOUT / "manage.py", *command], cwd=home.CHECKOUT)
    if done.returncode != 0:
        raise SetupError(f"`manage.py {' '.join(command)}` failed; what it said stands above.")


def _serve(number: int) -> int:
    began = time.monotonic()
    address = ["--host", port.HOST, "--port", str(number), "--workers", WORKERS]
    command = [sys.executable, "-m", "granian", *GRANIAN, *address, "eudefence.wsgi:application"]
    # Its own session: the terminal's Ctrl+C comes to us alone, and we end it in order.
    site = subprocess.Popen(command, cwd=home.CHECKOUT, start_new_session=True)
    try:
        while site.poll() is None and not port.answers(number):
            time.sleep(0.05)
        if site.poll() is None:
            took = time.monotonic() - began
            print(f"{'site':<12}{took:5.1f} s  http://localhost:{number}/ (Ctrl+C stops)", flush=True)
        code = site.wait()
    except KeyboardInterrupt:
        print("\nStopping.", flush=True)
        return 0
    finally:
        _end(site)
    raise SetupError(f"The site ended by itself (exit code {code}); what it said stands above.")


def _end(site: subprocess.Popen[bytes]) -> None:
    # A second Ctrl+C must not leave the site or the server behind.
    _on_endings(signal.SIG_IGN)
    with suppress(ProcessLookupError):
        site.terminate()
    try:
        site.wait(timeout=15)
    except subprocess.TimeoutExpired:
        os.killpg(site.pid, signal.SIGKILL)


def _on_endings(handler: Handler) -> None:
    # SIGINT too: a shell's background job begins with it ignored.
    for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, handler)


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt

"""`stop`: end this home's site and its embedded server."""

import os
import signal
import time

from eudefence import home, server
from eudefence.commands import site_lock
from eudefence.errors import SetupError

PATIENCE = 30.0


def main() -> int:
    """Stop what runs, and say what that was."""
    stop_all()
    return 0


def stop_all() -> None:
    """Stop the site first, then the server; each with a line saying so."""
    site = site_lock.holder()
    # `run` stops the server too if it started it, so this is asked before.
    had_server = server.running() is not None
    if site:
        _end_site(*site)
    server.stop()
    done = [f"the site on port {site[1]}"] if site else []
    done += ["the PostgreSQL server"] if had_server else []
    print(f"Stopped {' and '.join(done)}." if done else f"Nothing runs in {home.path()}.")


def _end_site(pid: int, port: int) -> None:
    os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + PATIENCE
    while site_lock.holder():
        if time.monotonic() > deadline:
            raise SetupError(f"The site on port {port} (process {pid}) does not end. Try: kill {pid}")
        time.sleep(0.05)

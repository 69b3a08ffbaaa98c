"""Which process runs the site of this home: at most one, and `stop` finds it."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from eudefence import home
from eudefence.errors import SetupError


@contextmanager
def held(port: int) -> Iterator[None]:
    """Be the process that runs the site. The kernel lets go when the process ends, however."""
    descriptor = os.open(home.make() / "site.pid", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            pid, other = os.pread(descriptor, 100, 0).decode().split() or ("?", "?")
            raise SetupError(
                f"The site of {home.path()} already runs on port {other} (process {pid}). "
                "`make stop` ends it; EUDEFENCE_HOME=another/folder runs a second one beside it."
            ) from error
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()} {port}".encode(), 0)
        yield
    finally:
        os.close(descriptor)


def holder() -> tuple[int, int] | None:
    """The process and port of the running site."""
    try:
        descriptor = os.open(home.path() / "site.pid", os.O_RDWR)
    except OSError:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        pid, port = os.pread(descriptor, 100, 0).decode().split()
        return int(pid), int(port)
    finally:
        os.close(descriptor)
    return None

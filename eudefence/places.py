"""Where the embedded server of one home keeps its data and its socket.

Normally both lie in the home. When root starts it and the server's user cannot reach the home
(it may be under /root), they go to /var/lib/eudefence instead: the mode of a parent folder is
never changed to let a server in.
"""

import hashlib
import os
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from eudefence import home, system_user
from eudefence.errors import SetupError

SHARED = Path("/var/lib/eudefence")
SOCKET = ".s.PGSQL.5432"
LONGEST_SOCKET = 103
"""Bytes in the path of a Unix socket; the least of the systems PostgreSQL runs on."""


@dataclass(frozen=True)
class Places:
    """The folders of one server, and the user it runs as."""

    base: Path
    uid: int
    gid: int

    @property
    def data(self) -> Path:
        return self.base / "pg"

    @property
    def log(self) -> Path:
        return self.base / "postgres.log"

    @property
    def name(self) -> str:
        """The server's name in the process list, by which its processes are told from others."""
        return f"eudefence-{key()}"

    @property
    def socket(self) -> Path:
        """The private folder of the socket; in the system's temporary folder if that is shorter."""
        near = self.base / "s"
        # A client would read a comma as the end of one host's name.
        if len(os.fsencode(near / SOCKET)) <= LONGEST_SOCKET and "," not in str(near):
            return near
        return Path(tempfile.gettempdir()) / f"{self.name}-{self.uid}"


def key() -> str:
    """A short name for this home, the same at every start."""
    return hashlib.sha256(os.fsencode(home.path())).hexdigest()[:12]


def placed() -> Path:
    """Where this home's data go when the server's user cannot reach the home."""
    return SHARED / "data" / key()


def find() -> Places | None:
    """Where this home's server is, if it was ever started. Its data's owner is its user."""
    # Only root places data outside the home, and only root could look.
    bases = [home.path(), placed()] if os.geteuid() == 0 else [home.path()]
    for base in bases:
        try:
            status = (base / "pg").stat()
        except OSError:
            continue
        return Places(base, status.st_uid, status.st_gid)
    return None


def choose() -> Places:
    """Where a new server goes: into the home, unless root's server user cannot reach it."""
    folder = home.make()
    if os.geteuid() != 0:
        return Places(folder, os.geteuid(), os.getegid())
    user = system_user.ensure()
    admit(folder, user.pw_gid)
    if system_user.can_enter(folder, user.pw_uid, user.pw_gid):
        return Places(folder, user.pw_uid, user.pw_gid)
    base = placed()
    base.mkdir(parents=True, exist_ok=True)
    admit(base, user.pw_gid)
    return Places(base, user.pw_uid, user.pw_gid)


def admit(folder: Path, gid: int) -> None:
    """Let the server's user pass through the folder: not list it, and write nothing in it."""
    os.chown(folder, -1, gid)
    folder.chmod(0o710)


def make_private(folder: Path, places: Places) -> None:
    """Make a folder of the server's own, or verify that an existing one is that."""
    try:
        folder.mkdir(mode=0o700)
        if os.geteuid() == 0:
            os.chown(folder, places.uid, places.gid)
    except FileExistsError:
        pass
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != places.uid or found.st_mode & 0o077:
        raise SetupError(
            f"{folder} must be a folder of user {places.uid} with mode 0700, and is not. "
            "Somebody else may have made it: remove it, or set EUDEFENCE_HOME to a shorter path."
        )

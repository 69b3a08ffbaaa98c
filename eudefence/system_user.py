"""The system user of the embedded server: PostgreSQL refuses to run as root."""

import os
import pwd
import shutil
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from eudefence.errors import SetupError

NAME = "eudefence-postgres"


def ensure() -> pwd.struct_passwd:
    """The system user, made when it is missing. For root only."""
    for _ in range(20):
        try:
            return pwd.getpwnam(NAME)
        except KeyError:
            complaint = _create()
        # Two first starts at once: useradd locks /etc/passwd, and one of them is refused.
        time.sleep(0.1)
    raise SetupError(
        f"The system user {NAME} could not be made: {complaint}. PostgreSQL does not run as root: "
        "start as an ordinary user, or point DATABASE_URL at a server."
    )


def _create() -> str:
    useradd = shutil.which("useradd", path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin")
    if useradd is None:
        return "this system has no useradd"
    options = "--system --user-group --no-create-home --home-dir / --shell /usr/sbin/nologin"
    done = subprocess.run([useradd, *options.split(), NAME], capture_output=True, text=True)
    return done.stderr.strip()


def switch(uid: int, gid: int) -> dict[str, Any]:
    """Arguments for `subprocess` that run a program as the server's user."""
    # Its working folder must be readable by that user, ours may not be.
    same: dict[str, Any] = {"cwd": "/", "start_new_session": True, "stdin": subprocess.DEVNULL}
    if os.geteuid() != 0:
        return same
    return same | {"user": uid, "group": gid, "extra_groups": []}


def can_run(command: Sequence[str | Path], uid: int, gid: int) -> bool:
    """Whether the server's user reaches and can execute this program, and it says yes."""
    try:
        done = subprocess.run(command, capture_output=True, **switch(uid, gid))
    except OSError:
        return False
    return done.returncode == 0


def can_enter(folder: Path, uid: int, gid: int) -> bool:
    """Whether the server's user can go through this folder and all its parents."""
    return can_run(["test", "-x", folder], uid, gid)

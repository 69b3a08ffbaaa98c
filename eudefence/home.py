"""EUDEFENCE_HOME: the private folder of one installation, and the secrets in it."""

import fcntl
import json
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from eudefence.errors import SetupError

CHECKOUT = Path(__file__).resolve().parent.parent
LOGINS = ("postgres", "eudefence_owner", "eudefence_app", "eudefence_reader", "eudefence_analyst")
"""The database logins that get a generated password; `postgres` is the embedded server's own."""


def path() -> Path:
    """Where the home is, or will be."""
    folder = Path(os.environ.get("EUDEFENCE_HOME") or CHECKOUT / ".eudefence")
    return folder.expanduser().resolve()


def make() -> Path:
    """The home, made when it is missing, closed to other users.

    A folder with other people's files in it is refused: its mode would be changed, and `reset`
    would remove files from it.
    """
    folder = path()
    try:
        if not (folder / "lock").exists():
            _open_new(folder)
    except OSError as error:
        raise SetupError(
            f"The folder {folder} cannot be used as EUDEFENCE_HOME: {error.strerror}. "
            "Set EUDEFENCE_HOME to a folder of your own."
        ) from error
    return folder


def _open_new(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Another process may be one step ahead and have made the lock and the secrets already.
    if any(folder.iterdir()) and not (folder / "lock").exists():
        raise SetupError(
            f"EUDEFENCE_HOME={folder} holds other files and is no home of eudefence. "
            "Set it to a new or an empty folder."
        )
    folder.chmod(0o700)
    os.close(os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o600))


@contextmanager
def locked() -> Iterator[None]:
    """One process at a time does what stands inside; a killed holder lets go by itself."""
    descriptor = os.open(make() / "lock", os.O_RDWR)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def write_private(file: Path, text: str) -> None:
    """Write a file that is whole or absent, and readable by its owner only."""
    draft = file.with_name(file.name + ".new")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(descriptor)
    draft.rename(file)


def secret_key() -> str:
    """Django's SECRET_KEY, generated on first use."""
    return _secret("secret_key", lambda: secrets.token_urlsafe(64))


def passwords() -> dict[str, str]:
    """The password of each database login, generated on first use."""
    text = _secret("roles.json", lambda: json.dumps({n: secrets.token_urlsafe(32) for n in LOGINS}))
    return dict(json.loads(text))


def known_passwords() -> dict[str, str]:
    """The passwords generated so far; empty in a home where nothing was set up yet."""
    file = path() / "roles.json"
    return dict(json.loads(file.read_text())) if os.access(file, os.R_OK) else {}


def _secret(name: str, generate: Callable[[], str]) -> str:
    file = make() / name
    if not file.exists():
        with locked():
            if not file.exists():
                write_private(file, generate())
    return file.read_text()

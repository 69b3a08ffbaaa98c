"""The port on 127.0.0.1 through which analysts' programs come in, while somebody wants it open.

Dashboards and spreadsheets cannot use a socket. The port stands in a password file of libpq's form, readable by its
owner only: while that file is there, the embedded server listens at every start.
"""

from pathlib import Path

from eudefence import home
from eudefence.logins import DATABASE
from eudefence.roles import ANALYST

HOST = "127.0.0.1"
DOORS = f"""\
# Written anew at every start. The socket is for every role, the port (if there is one) for analysts only.
local all all scram-sha-256
host {DATABASE} {ANALYST} {HOST}/32 scram-sha-256
"""


def file() -> Path:
    """Where the port and the analyst's password stand while the port is open."""
    return home.path() / "analyst.pgpass"


def port() -> int | None:
    """The port that is to be open."""
    return int(file().read_text().split(":")[1]) if file().exists() else None


def open_on(number: int) -> None:
    """Remember the port; the server listens from its next start."""
    password = home.passwords()[ANALYST]
    home.write_private(file(), f"{HOST}:{number}:{DATABASE}:{ANALYST}:{password}\n")


def close() -> bool:
    """Forget the port. Whether there was one."""
    was_open = file().exists()
    file().unlink(missing_ok=True)
    return was_open

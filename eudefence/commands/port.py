"""The site's port on this machine."""

import os
import socket

import psutil

from eudefence.errors import SetupError

HOST = "127.0.0.1"


def chosen() -> int:
    """The port in the environment variable PORT, or 8000."""
    text = os.environ.get("PORT") or "8000"
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65536:
        raise SetupError(f"PORT={text} is no port: give a number from 1 to 65535, as in PORT=8001.")
    return int(text)


def check_free(port: int) -> None:
    """Refuse a port that somebody else listens on, before anything slow is done."""
    with socket.socket() as attempt:
        # A port of connections that have just ended is free.
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((HOST, port))
        except PermissionError as error:
            raise SetupError(f"Port {port} needs special rights. Choose one above 1023: make run PORT=8001") from error
        except OSError as error:
            raise SetupError(
                f"Port {port} is taken{_by_whom(port)}. Choose another: make run PORT={port + 1}"
            ) from error


def answers(port: int) -> bool:
    """Whether somebody accepts connections there."""
    with socket.socket() as attempt:
        attempt.settimeout(1)
        return attempt.connect_ex((HOST, port)) == 0


def _by_whom(port: int) -> str:
    try:
        for found in psutil.net_connections(kind="tcp"):
            listens = found.status == psutil.CONN_LISTEN and found.laddr[1:] == (port,)
            if listens and found.pid:
                return f" by process {found.pid} ({psutil.Process(found.pid).name()})"
    except psutil.Error:
        pass  # other users' connections may be hidden from us
    return ""

"""The site's port on this machine."""

import os
import socket

import psutil

from eudefence.errors import SetupError

HOST = "127.0.0.1"


def chosen(variable: str = "PORT", usual: int = 8000) -> int:
    """The port in an environment variable, or the usual one."""
    text = os.environ.get(variable) or str(usual)
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65536:
        raise SetupError(f"{variable}={text} is no port: give a number from 1 to 65535, as in {variable}={usual + 1}.")
    return int(text)


def check_free(port: int, asked: str = "make run PORT") -> None:
    """Refuse a port that somebody else listens on, before anything slow is done; ASKED chooses another."""
    with socket.socket() as attempt:
        # A port of connections that have just ended is free.
        attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            attempt.bind((HOST, port))
        except PermissionError as error:
            raise SetupError(f"Port {port} needs special rights. Choose one above 1023: {asked}=8001") from error
        except OSError as error:
            raise SetupError(f"Port {port} is taken{_by_whom(port)}. Choose another: {asked}={port + 1}") from error


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

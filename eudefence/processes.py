"""The processes of the embedded server: who is alive, and what a killed one left behind."""

import os
import signal
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from eudefence.errors import SetupError
from eudefence.places import Places

PATIENCE = 60.0
"""Seconds that a stop, or the end of a killed server's remaining processes, may take."""


@dataclass(frozen=True)
class Running:
    """A live server: its process, and the folder of its socket."""

    pid: int
    socket: Path


def running(places: Places) -> Running | None:
    """The server of these places, if it is alive and ready for logins."""
    lines = _pid_file(places)
    if not _is_ready(lines):
        return None
    process = _main(lines, places)
    return Running(process.pid, Path(lines[4])) if process else None


def settle(places: Places) -> None:
    """Wait for a server whose starter was killed while it was starting, or stopping."""
    deadline = time.monotonic() + PATIENCE
    while not _is_ready(lines := _pid_file(places)) and _main(lines, places):
        if time.monotonic() > deadline:
            raise SetupError(f"PostgreSQL is still recovering {places.data}. Try again in a minute.")
        time.sleep(0.05)


def clear_leftovers(places: Places) -> None:
    """Remove what a killed server left that would keep a new one from starting.

    PostgreSQL sees by itself that the process named in postmaster.pid is gone. It cannot see that
    the process is a zombie, or that its number went to a stranger, and refuses to start.
    """
    _wait_for_end(places)
    lines = _pid_file(places)
    if lines and psutil.pid_exists(int(lines[0])):
        (places.data / "postmaster.pid").unlink()
    # A server with a port for analysts names its socket by that port.
    for left in places.socket.glob(".s.PGSQL.*"):
        left.unlink()


def stop(places: Places) -> bool:
    """Stop the server without waiting for its clients. Whether one was running."""
    found = running(places)
    if found is None:
        return False
    os.kill(found.pid, signal.SIGINT)
    _wait_for_end(places)
    return True


def _wait_for_end(places: Places) -> None:
    deadline = time.monotonic() + PATIENCE
    while alive := [process.pid for process in psutil.process_iter() if is_ours(process, places)]:
        if time.monotonic() > deadline:
            raise SetupError(
                f"The PostgreSQL processes {alive} of {places.data} do not end. End them with `kill`, then start again."
            )
        time.sleep(0.02)


def is_ours(process: psutil.Process, places: Places) -> bool:
    """Whether it is a living process of this server, told by its user and its command line.

    Not by its working folder: in a container without CAP_SYS_PTRACE root cannot read that of
    another user's process. A zombie has no command line.
    """
    try:
        if process.uids().effective != places.uid:
            return False
        command = process.cmdline()
    except psutil.Error:
        return False
    title = command[0] if command else ""
    return str(places.data) in command or title.startswith(f"postgres: {places.name}: ")


def _is_ready(lines: list[str]) -> bool:
    # PostgreSQL's postmaster.pid: line 1 is the process, 5 the socket's folder, 8 the state.
    return len(lines) >= 8 and lines[7].strip() == "ready"


def _main(lines: list[str], places: Places) -> psutil.Process | None:
    """The live main process that postmaster.pid names."""
    try:
        process = psutil.Process(int(lines[0])) if lines else None
    except psutil.NoSuchProcess:
        return None
    return process if process and is_ours(process, places) else None


def _pid_file(places: Places) -> list[str]:
    try:
        return (places.data / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return []

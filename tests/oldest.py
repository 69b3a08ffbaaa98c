"""`python -m tests.oldest`: the short suite on the oldest PostgreSQL that we promise to work with, Debian 12's own.

The server is made for this run and removed after it: private data, a free port on 127.0.0.1, SCRAM. The set-up login
may make roles and databases and no more, as a hosted server gives it.
"""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from eudefence import system_user
from eudefence.home import CHECKOUT

PROGRAMS = Path("/usr/lib/postgresql/15/bin")
INITDB = ("--username=postgres", "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
SHORT = (
    "tests/temporal",
    "tests/cooperation",
    "tests/record/test_actions.py",
    "tests/record/test_changesets.py",
    "tests/record/test_concurrency.py",
    "tests/record/test_history_tables.py",
    "tests/record/test_roles.py",
    "tests/record/test_withdrawal.py",
    "tests/analytics",
    "tests/curation/spells/test_same.py",
    "tests/curation/test_seed.py",
    "tests/api/test_promise.py",
    "tests/api/test_questions.py",
    "tests/api/test_search.py",
)
FLAGS = ("-q", "-n", "2", "--dist", "loadfile", "-m", "not slow")


@contextmanager
def server() -> Iterator[str]:
    """The address of a server as its set-up login, while it runs."""
    folder, port, password = Path(tempfile.mkdtemp(prefix="eud-15-")), _free_port(), secrets.token_hex(16)
    user = _owned(folder)
    settings = f"-c fsync=off -c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder}"
    try:
        _own_secret(folder / "password", password)
        _run("initdb", f"--pgdata={folder}/pg", f"--pwfile={folder}/password", *INITDB, **user)
        _run("pg_ctl", "start", "-w", f"--pgdata={folder}/pg", f"--log={folder}/log", f"--options={settings}", **user)
        try:
            _make_setup(port, password)
            yield f"postgresql://setup:{password}@127.0.0.1:{port}/postgres"
        finally:
            _run("pg_ctl", "stop", "-w", "--mode=fast", f"--pgdata={folder}/pg", **user)
    finally:
        shutil.rmtree(folder)


def _owned(folder: Path) -> dict[str, Any]:
    """Give the folder to the server's user; how to run a program as that user."""
    if os.geteuid() != 0:
        return system_user.switch(os.geteuid(), os.getegid())
    user = system_user.ensure()
    os.chown(folder, user.pw_uid, user.pw_gid)
    return system_user.switch(user.pw_uid, user.pw_gid)


def _own_secret(file: Path, text: str) -> None:
    file.touch(0o600)
    file.write_text(text)
    os.chown(file, file.parent.stat().st_uid, file.parent.stat().st_gid)


def _make_setup(port: int, password: str) -> None:
    arguments: dict[str, Any] = {"host": "127.0.0.1", "port": port, "user": "postgres", "password": password}
    with psycopg.connect(**arguments, autocommit=True) as superuser:
        superuser.execute(f"create role setup login createrole createdb password '{password}'".encode())


def _run(program: str, *arguments: str, **user: Any) -> None:
    subprocess.run([PROGRAMS / program, *arguments], check=True, stdout=subprocess.DEVNULL, **user)


def _free_port() -> int:
    with socket.socket() as any_port:
        any_port.bind(("127.0.0.1", 0))
        return int(any_port.getsockname()[1])


def main() -> int:
    """Run the short suite, or the tests named; pytest's exit code."""
    with server() as address, tempfile.TemporaryDirectory(prefix="eud-15-home-") as home:
        environment = os.environ | {"DATABASE_URL": address, "EUDEFENCE_TESTING": "1", "EUDEFENCE_HOME": home}
        command = [sys.executable, "-m", "pytest", *(sys.argv[1:] or (*FLAGS, *SHORT))]
        return subprocess.run(command, cwd=CHECKOUT, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main())

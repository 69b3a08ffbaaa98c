"""`make psql-tcp`: a port of this machine for analysts' programs, and for nobody else."""

import os
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from eudefence import database, home, logins, server, tcp
from tests.server.tools import command, connect, mode


def free_port() -> str:
    with socket.socket() as any_port:
        any_port.bind(("127.0.0.1", 0))
        return str(any_port.getsockname()[1])


def listens() -> str:
    """The addresses on which the server listens."""
    with connect("setup") as session:
        return str(session.execute("show listen_addresses").fetchone()[0])  # type: ignore[index]


@pytest.fixture(scope="module")
def port(standing: Path) -> Iterator[str]:
    """The port, open while the tests of this module run."""
    database.ensure()
    number = free_port()
    opened = command("-m", "eudefence", "psql-tcp", TCP_PORT=number)
    assert (opened.returncode, opened.stderr) == (0, "")
    assert f"127.0.0.1:{number}" in opened.stdout
    yield number
    closed = command("-m", "eudefence", "psql-tcp-off")
    assert closed.stdout == "The port is closed.\n"
    assert listens() == ""
    connect("analyst").close()


def test_an_analyst_comes_in_by_the_password_file_as_a_program_does(port: str) -> None:
    query = "select current_user, inet_server_port()"
    found = f"import os, psycopg; print(*psycopg.connect(os.environ['WHERE']).execute('{query}').fetchone())"
    where = f"host=127.0.0.1 port={port} dbname=eudefence user=eudefence_analyst"
    done = command("-c", found, WHERE=where, PGPASSFILE=str(tcp.file()))
    assert (done.stdout, done.stderr) == (f"eudefence_analyst {port}\n", "")
    assert mode(tcp.file()) == 0o600


def test_a_wrong_password_is_refused_there(port: str) -> None:
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        connect("analyst", host="127.0.0.1", port=port, password="wrong")


@pytest.mark.parametrize("role", ["owner", "app", "reader", "setup"])
def test_nobody_else_comes_in_by_the_port(port: str, role: str) -> None:
    with pytest.raises(psycopg.OperationalError, match=r"no pg_hba\.conf entry"):
        connect(role, host="127.0.0.1", port=port)
    connect(role).close()


def test_analysts_reach_no_other_database_there(port: str) -> None:
    with pytest.raises(psycopg.OperationalError, match=r"no pg_hba\.conf entry"):
        connect("analyst", host="127.0.0.1", port=port, dbname="postgres")


def test_it_listens_on_this_machine_alone_and_only_while_asked(port: str) -> None:
    assert listens() == "127.0.0.1"
    assert f"tcp     127.0.0.1:{port}" in command("-m", "eudefence", "status").stdout


def test_a_killed_server_comes_back_with_its_port(port: str) -> None:
    found = server.running()
    assert found is not None
    os.kill(found.pid, signal.SIGKILL)
    while server.running():  # the kernel takes a moment to end it
        time.sleep(0.01)
    database.ensure()
    connect("analyst", host="127.0.0.1", port=port).close()
    connect("app").close()


def test_another_server_has_a_port_of_its_own(port: str) -> None:
    done = command("-m", "eudefence", "psql-tcp", DATABASE_URL="postgresql://admin:hush@h/d")
    assert done.returncode == 1
    assert "DATABASE_URL names a server of its own" in done.stderr


def test_a_taken_port_is_refused_and_the_server_goes_on(port: str) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        done = command("-m", "eudefence", "psql-tcp", TCP_PORT=str(other.getsockname()[1]))
    assert done.returncode == 1
    assert "make psql-tcp TCP_PORT=" in done.stderr
    connect("analyst", host="127.0.0.1", port=port).close()
    assert logins.login("analyst")["PASSWORD"] == home.passwords()["eudefence_analyst"]

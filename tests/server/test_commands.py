"""The commands behind the Makefile."""

import socket
from pathlib import Path

import pytest

from eudefence import home as eudefence_home
from eudefence import server
from eudefence.errors import SetupError
from tests.server.tools import command


def test_psql_prints_rows_as_csv_from_one_session(standing: Path) -> None:
    statements = "CREATE TEMP TABLE t AS SELECT 'a,b' AS x, 1 AS y; SELECT * FROM t"
    done = command("-m", "eudefence", "psql", SQL=statements)
    assert (done.stdout, done.stderr, done.returncode) == ('x,y\n"a,b",1\n', "", 0)


def test_psql_fails_when_the_server_refuses(standing: Path) -> None:
    done = command("-m", "eudefence", "psql", SQL="SELECT 1 AS one; SELECT nonsense; SELECT 2")
    assert done.stdout == "one\n1\n"
    assert 'column "nonsense" does not exist' in done.stderr
    assert done.returncode != 0


def test_psql_is_the_analysts(standing: Path) -> None:
    done = command("-m", "eudefence", "psql", SQL="SELECT current_user")
    assert done.stdout == "current_user\neudefence_analyst\n"


def test_a_taken_port_is_named_before_anything_is_started(home: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = command("-m", "eudefence", "run", PORT=str(port))
    assert done.returncode == 1
    assert f"Port {port} is taken by process" in done.stderr
    assert f"make run PORT={port + 1}" in done.stderr
    assert server.running() is None


@pytest.mark.parametrize("text", ["x", "0", "65536"])
def test_a_port_that_is_none_is_refused(home: Path, text: str) -> None:
    done = command("-m", "eudefence", "run", PORT=text)
    assert (done.returncode, done.stdout) == (1, "")
    assert f"PORT={text} is no port" in done.stderr


def test_reset_without_a_terminal_removes_nothing(home: Path) -> None:
    eudefence_home.secret_key()
    done = command("-m", "eudefence", "reset", EUDEFENCE_YES="")
    assert done.returncode == 1
    assert "EUDEFENCE_YES=1" in done.stderr
    assert (home / "secret_key").exists()


def test_reset_leaves_files_that_are_not_ours(home: Path) -> None:
    eudefence_home.secret_key()
    (home / "releases" / "paper").mkdir(parents=True)
    (home / "notes.txt").write_text("mine")
    done = command("-m", "eudefence", "reset")
    assert done.returncode == 0
    assert [item.name for item in home.iterdir()] == ["notes.txt"]


def test_a_folder_with_other_files_is_refused_as_home(home: Path) -> None:
    home.mkdir(mode=0o755)
    (home / "thesis.txt").write_text("mine")
    with pytest.raises(SetupError, match="holds other files"):
        eudefence_home.make()


def test_stop_says_when_nothing_runs(home: Path) -> None:
    done = command("-m", "eudefence", "stop")
    assert (done.stdout, done.returncode) == (f"Nothing runs in {home}.\n", 0)

"""The embedded server starts, is found again, and survives being killed."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from eudefence import database, places, processes, programs, server
from eudefence import home as eudefence_home
from eudefence.errors import SetupError
from tests.server.tools import connect, mode, use

ENSURE = [sys.executable, "-c", "from eudefence import database; database.ensure()"]


def postmaster() -> int:
    found = server.running()
    assert found is not None
    return found.pid


def test_the_first_start_makes_a_server_and_the_second_adopts_it(home: Path) -> None:
    assert database.ensure_server() is True
    first = postmaster()
    assert database.ensure_server() is False
    assert postmaster() == first
    assert server.stop() is True
    assert server.running() is None


def test_two_starts_at_once_give_one_server(home: Path) -> None:
    starts = [subprocess.Popen(ENSURE, cwd=eudefence_home.CHECKOUT) for _ in range(2)]
    assert [start.wait() for start in starts] == [0, 0]
    found = places.find()
    assert found is not None
    mains = [p.pid for p in psutil.process_iter() if processes.is_ours(p, found) and is_main(p)]
    assert mains == [postmaster()]


def is_main(process: psutil.Process) -> bool:
    return "-D" in process.cmdline()


def test_data_survive_a_kill(standing: Path) -> None:
    database.ensure()
    with connect("owner") as session:
        session.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    os.kill(postmaster(), signal.SIGKILL)
    while server.running():  # the kernel takes a moment to end it
        time.sleep(0.01)
    database.ensure()
    with connect("owner") as session:
        assert session.execute("SELECT answer FROM kept").fetchone() == (42,)


def test_a_strangers_process_in_a_stale_pid_file_does_not_stop_the_start(standing: Path) -> None:
    server.stop()
    found = places.find()
    assert found is not None
    user = found.uid if os.geteuid() == 0 else None
    stranger = subprocess.Popen(["sleep", "60"], cwd="/", user=user)
    try:
        (found.data / "postmaster.pid").write_text(f"{stranger.pid}\n{found.data}\n")
        (found.socket / f"{places.SOCKET}.lock").write_text(f"{stranger.pid}\n")
        database.ensure_server()
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_a_half_made_data_folder_is_made_anew(home: Path) -> None:
    eudefence_home.make()
    (home / "pg.new").mkdir()
    (home / "pg.new" / "PG_VERSION").write_text("18\n")
    database.ensure_server()
    assert server.running()
    assert not (home / "pg.new").exists()


def test_a_start_waits_for_a_server_that_is_still_starting(standing: Path) -> None:
    database.ensure_server()
    first = postmaster()
    found = places.find()
    assert found is not None
    state = found.data / "postmaster.pid"
    ready = state.read_text()
    overwrite(state, ready.replace("ready   ", "starting"))
    assert server.running() is None
    with ThreadPoolExecutor() as pool:
        start = pool.submit(database.ensure_server)
        time.sleep(0.2)
        assert not start.done()
        overwrite(state, ready)
        assert start.result() is False
    assert postmaster() == first


def overwrite(state: Path, text: str) -> None:
    """As PostgreSQL does it, in place: a file that is emptied first reads as that of no server."""
    with state.open("r+") as file:
        file.write(text)


def test_a_long_path_has_a_private_socket_elsewhere(long_home: Path) -> None:
    database.ensure()
    socket = Path(database.login("app")["HOST"])
    assert not socket.is_relative_to(long_home)
    assert mode(socket) == 0o700
    connect("app").close()


def test_a_socket_folder_that_others_can_enter_is_refused(long_home: Path) -> None:
    socket = places.choose().socket
    socket.mkdir(mode=0o755)
    try:
        with pytest.raises(SetupError, match=r"mode 0700.*shorter path"):
            database.ensure_server()
    finally:
        socket.rmdir()


def test_home_and_programs_out_of_reach_work_and_no_parents_mode_is_changed(
    outer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shut = outer / "shut"
    shut.mkdir(mode=0o700)
    package = programs.wheel().parents[1]
    for folder in (package, package.with_name(f"{package.name}.libs")):
        (shut / folder.name).symlink_to(folder)
    monkeypatch.setattr(programs, "wheel", lambda: shut / package.name / "pginstall" / "bin")
    for module in (places, programs):
        monkeypatch.setattr(module, "SHARED", outer / "shared")
    parents = [shut, *shut.parents]
    before = [mode(parent) for parent in parents]
    with use(shut / "home", monkeypatch) as home:
        database.ensure()
        connect("app").close()
        found = places.find()
        # Only root has another user for its server, who cannot come in here.
        assert found is not None
        assert (found.base == home) is (os.geteuid() != 0)
    assert [mode(parent) for parent in parents] == before
    assert not found.data.exists()

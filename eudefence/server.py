"""The private PostgreSQL server of this home: made, started, adopted, stopped."""

import os
import shlex
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from eudefence import home, processes, programs, tcp
from eudefence.errors import SetupError
from eudefence.places import LONGEST_SOCKET, SOCKET, Places, choose, find, make_private
from eudefence.system_user import switch

# No ICU in the wheel; the builtin provider knows Unicode's letters and sorts by code point.
INITDB = (
    "--username=postgres",
    "--auth=scram-sha-256",
    "--no-instructions",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
)
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "effective_cache_size": "1GB",
    "work_mem": "16MB",
    "maintenance_work_mem": "128MB",
    "random_page_cost": "1.1",  # solid-state disks
    "max_wal_size": "1GB",
    "jit": "off",  # our queries are short; compiling them costs more than it brings
    "timezone": "UTC",
    "log_timezone": "UTC",
}


def ensure() -> bool:
    """Have a server ready for logins. Whether this call started it (it may have been running)."""
    if running():
        return False
    superuser = home.passwords()["postgres"]
    with home.locked():
        places = find() or choose()
        processes.settle(places)
        if processes.running(places):
            return False
        _prepare_socket(places)
        binaries = programs.reachable(places)
        if not places.data.exists():
            _create(places, binaries, superuser)
        _start(places, binaries)
    return True


def running() -> processes.Running | None:
    """The live server of this home."""
    places = find()
    return processes.running(places) if places else None


def stop() -> bool:
    """Stop this home's server; the data stay. Whether one was running."""
    places = find()
    if places is None:
        return False
    with home.locked():
        return processes.stop(places)


def _prepare_socket(places: Places) -> None:
    if len(os.fsencode(places.socket / SOCKET)) > LONGEST_SOCKET:
        raise SetupError(
            f"The path of the socket, {places.socket / SOCKET}, is longer than a Unix socket's "
            f"{LONGEST_SOCKET} bytes. Set TMPDIR to a shorter folder."
        )
    make_private(places.socket, places)


def _create(places: Places, binaries: Path, superuser: str) -> None:
    """Make the data folder under another name first: initdb killed half-way must not look done."""
    draft = places.base / "pg.new"
    shutil.rmtree(draft, ignore_errors=True)
    make_private(draft, places)
    secret = places.base / "superuser"
    home.write_private(secret, superuser)
    os.chown(secret, places.uid, places.gid)
    try:
        options = [f"--set={name}={value}" for name, value in SETTINGS.items()]
        command = [str(binaries / "initdb"), f"--pgdata={draft}", f"--pwfile={secret}", *INITDB, *options]
        _run(command, places, "PostgreSQL's data folder could not be made")
    finally:
        secret.unlink()
    draft.rename(places.data)


def _start(places: Places, binaries: Path) -> None:
    processes.clear_leftovers(places)
    home.write_private(places.data / "pg_hba.conf", tcp.DOORS)
    os.chown(places.data / "pg_hba.conf", places.uid, places.gid)
    # The name and the socket follow the home when somebody moves it, so they are not in the file.
    options = f"--cluster_name={places.name} -k {shlex.quote(str(places.socket))}"
    if port := tcp.port():
        options += f" -c listen_addresses={tcp.HOST} -c port={port}"
        # PostgreSQL names its socket by the port; everybody else goes on finding it by its usual name.
        (places.socket / SOCKET).symlink_to(f".s.PGSQL.{port}")
    # pg_ctl waits for a crash recovery too; it leaves no child of ours to turn into a zombie.
    command = [str(binaries / "pg_ctl"), "start", "-w", "-t300", "-D", str(places.data), "-o", options]
    _run(command, places, "PostgreSQL did not start")


def _run(command: Sequence[str], places: Places, failure: str) -> None:
    # LC_ALL: PostgreSQL's messages in English, whatever the user's language.
    environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"}
    descriptor = os.open(places.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        before = os.fstat(descriptor).st_size
        extra: dict[str, Any] = switch(places.uid, places.gid)
        done = subprocess.run(command, env=environment, stdout=descriptor, stderr=descriptor, **extra)
    finally:
        os.close(descriptor)
    if done.returncode != 0:
        said = places.log.read_bytes()[before:].decode(errors="replace").strip()
        raise SetupError(f"{failure}. It said:\n{said}\nThe whole log: {places.log}")

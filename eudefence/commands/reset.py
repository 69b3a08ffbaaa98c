"""`reset`: remove this home's data and secrets, after asking."""

import os
import shutil
import sys
from pathlib import Path

from eudefence import home, logins, places
from eudefence.commands import stop
from eudefence.errors import SetupError

# By name, so that a file which somebody put into the home survives.
SECRETS = ("superuser", "roles.json", "secret_key", "accounts.txt", "analyst.pgpass")
OURS = ("pg", "pg.new", "s", "postgres.log", "site.pid", "releases", "lock", *SECRETS)


def main() -> int:
    """Say what goes, ask, stop what runs, remove it. The shared programs stay."""
    doomed = _doomed()
    if not doomed:
        print(f"There is nothing to remove in {home.path()}.")
        return 0
    print("This removes for ever:", *doomed, sep="\n  ")
    if logins.is_external():
        print("The database in DATABASE_URL stays as it is.")
    _ask()
    stop.stop_all()
    for item in doomed:
        _remove(item)
    for folder in (home.path(), places.placed()):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    print("Removed.")
    return 0


def _doomed() -> list[Path]:
    found = places.find()
    folders = {home.path(), places.placed()} if os.geteuid() == 0 else {home.path()}
    doomed = [folder / name for folder in sorted(folders) for name in OURS]
    if found:
        doomed.append(found.socket)
    return [item for item in dict.fromkeys(doomed) if item.exists()]


def _ask() -> None:
    if os.environ.get("EUDEFENCE_YES") == "1":
        return
    if not sys.stdin.isatty():
        raise SetupError("Nobody can be asked here. To remove without asking: EUDEFENCE_YES=1")
    if input("Type yes to go on: ").strip() != "yes":
        raise SetupError("Nothing was removed.")


def _remove(item: Path) -> None:
    if item.is_dir():
        shutil.rmtree(item)
    else:
        item.unlink(missing_ok=True)

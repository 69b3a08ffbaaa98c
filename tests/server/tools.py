"""What several of these tests do."""

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest

from eudefence import logins
from eudefence.commands import reset
from eudefence.home import CHECKOUT

VARIABLES = ("DATABASE_URL", "APP_URL", "READER_URLS", "PORT", "SQL", "EUDEFENCE_TESTING")


@contextmanager
def use(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Make this folder the home of this process and its children; remove all of it at the end."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("EUDEFENCE_HOME", str(folder))
    monkeypatch.setenv("EUDEFENCE_YES", "1")
    yield folder
    monkeypatch.setenv("EUDEFENCE_HOME", str(folder))
    reset.main()


def command(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a program of the project with this Python, its output caught."""
    return subprocess.run(
        [sys.executable, *words],
        cwd=CHECKOUT,
        env=os.environ | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )


def connect(role: str, **changes: str) -> psycopg.Connection[tuple[Any, ...]]:
    """A session of a role, with some words of its login changed."""
    arguments = logins.connect_arguments(logins.login(role)) | changes
    return psycopg.connect(**arguments, autocommit=True)


def mode(path: Path) -> int:
    """The permission bits of a file or folder."""
    return stat.S_IMODE(path.stat().st_mode)

"""Throw-away homes: each has its own folder, and its server and data are gone afterwards."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from eudefence import database
from tests.server.tools import use


@pytest.fixture
def outer() -> Iterator[Path]:
    """A folder that every user can enter, unlike pytest's own temporary folder."""
    folder = Path(tempfile.mkdtemp(prefix="eud-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def home(outer: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home where nothing was set up yet, which this process and its children use."""
    with use(outer / "home", monkeypatch) as folder:
        yield folder


@pytest.fixture
def long_home(outer: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A new home whose path is too long for a socket."""
    with use(outer / ("long-" * 25) / "home", monkeypatch) as folder:
        yield folder


@pytest.fixture(scope="module")
def standing() -> Iterator[Path]:
    """A home that stands, for the tests of one module; those of the next find the environment as it was."""
    outer = Path(tempfile.mkdtemp(prefix="eud-"))
    outer.chmod(0o755)
    with pytest.MonkeyPatch.context() as patch, use(outer / "home", patch) as folder:
        database.ensure()
        yield folder
    shutil.rmtree(outer)

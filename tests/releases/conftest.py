"""A seeded database of which releases are made, and their files."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings

from tests.databases import clone, use


@contextmanager
def _on(database: str, folder: Path) -> Iterator[None]:
    with use(database), override_settings(RELEASES=folder):
        yield


@pytest.fixture
def released(released_database: tuple[str, Path], django_db_blocker: Any) -> Iterator[Path]:
    """The folder of releases, and the database they were made of."""
    with django_db_blocker.unblock(), _on(*released_database):
        yield released_database[1]


@pytest.fixture
def shelf(released_database: tuple[str, Path]) -> Iterator[Path]:
    """The folder of releases without their database: a query would fail."""
    with override_settings(RELEASES=released_database[1]):
        yield released_database[1]


@pytest.fixture
def own_release(seeded: str, tmp_path: Path) -> Iterator[Path]:
    """A seeded database of the test's own, in which it may commit, and an empty folder for its releases."""
    with clone(f"{seeded}_releasing") as name, _on(name, tmp_path / "releases"):
        yield tmp_path / "releases"

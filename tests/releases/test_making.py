"""A release is made whole or not at all, the same every time, and never again otherwise."""

import os
import shutil
import signal
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import pytest
from django.core.management import CommandError, call_command

from apps.releases.tables import TABLES
from tests.releases.making import make

FIRST = {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "1"}
SECOND = {"TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2", "PYTHONUTF8": "0"}


def test_made_twice_in_other_places_it_is_the_same(released: Path, tmp_path: Path) -> None:
    folders = [tmp_path / "first", tmp_path / "second"]
    for folder, circumstances in zip(folders, (FIRST, SECOND), strict=True):
        done = make("2026.1", folder, **circumstances)
        assert done.returncode == 0, done.stderr
    first, second = (folder / "2026.1" for folder in folders)
    assert sorted(os.listdir(first)) == sorted(os.listdir(second)) == sorted(os.listdir(released / "2026.1"))
    for file in first.iterdir():
        if file.suffix not in (".parquet", ".sqlite"):
            assert file.read_bytes() == (second / file.name).read_bytes(), file.name
    assert content(first) == content(second)


def content(folder: Path) -> list[Any]:
    """All rows of Parquet and SQLite, and the schemas they are under."""
    parquet = [duckdb.sql(f"from '{folder / table.name}.parquet'") for table in TABLES]
    with closing(sqlite3.connect(folder / "eudefence.sqlite")) as database:
        kept = list(database.iterdump())
    return [[(str(rows.columns), str(rows.types), rows.fetchall()) for rows in parquet], kept]


@pytest.mark.parametrize("dies_at", [1, 30, 53, 54], ids=["first file", "half-way", "last file", "folder"])
def test_what_is_killed_leaves_no_half_made_release(released: Path, tmp_path: Path, dies_at: int) -> None:
    folder = tmp_path / "releases"
    done = make("2026.1", folder, dies_at)
    assert done.returncode == -signal.SIGKILL
    assert [path for path in folder.iterdir() if not path.name.startswith(".")] == []
    assert make("2026.1", folder).returncode == 0
    assert [path.name for path in folder.iterdir() if path.name.startswith(".draft")] == []


def test_every_file_is_made_durable_before_the_release_is_put_in_place(released: Path, tmp_path: Path) -> None:
    done = make("paper", tmp_path / "releases")
    files = len(list((tmp_path / "releases" / "paper").iterdir()))
    assert done.stderr.splitlines()[-1] == str(files + 2)  # each file, their folder, and the folder of all releases


def test_what_stands_is_compared_and_never_overwritten(
    released: Path, settings: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.RELEASES = shutil.copytree(released, tmp_path / "releases")
    call_command("release", "paper")
    assert "made again it is the same, byte for byte" in capsys.readouterr().out
    changed = settings.RELEASES / "paper" / "actor.csv"
    changed.chmod(0o644)
    changed.write_bytes(b"slug\r\n")
    with pytest.raises(CommandError, match=r"would differ in actor\.csv\. It stays as it is"):
        call_command("release", "paper")
    assert changed.read_bytes() == b"slug\r\n"


def test_a_first_run_has_two_releases_and_a_later_start_makes_none(
    released: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.stat().st_mtime_ns for path in released.rglob("*")}
    assert {path.name for path in released.iterdir() if path.is_dir()} == {"paper", "2026.1"}
    call_command("first_releases")
    assert capsys.readouterr().out == ""
    assert {path: path.stat().st_mtime_ns for path in released.rglob("*")} == before


def test_files_that_nobody_may_write_are_refused_in_a_sentence(released: Path, settings: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    settings.RELEASES = tmp_path / "file"
    with pytest.raises(CommandError, match=r"cannot be written: .* No half of them was left"):
        call_command("release", "paper")

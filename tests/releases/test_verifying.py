"""A byte that is not as it was written is found, and so is a file too few or too many."""

import hashlib
import os
import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from apps.releases.verification import problems


@pytest.fixture
def copy(shelf: Path, tmp_path: Path) -> Path:
    """A release that a test may harm."""
    folder = shutil.copytree(shelf, tmp_path / "releases") / "2026.1"
    for file in folder.iterdir():
        file.chmod(0o644)
    return folder


def found(folder: Path) -> list[str]:
    with override_settings(RELEASES=folder.parent):
        return problems(folder.name)


def test_a_release_as_it_was_written_has_no_problems(shelf: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("paper", "2026.1"):
        call_command("verify_release", name)
    assert capsys.readouterr().out.count("is as it was written.") == 2


def test_one_changed_byte_is_found_in_every_file(copy: Path) -> None:
    for file in sorted(copy.iterdir()):
        whole = file.read_bytes()
        for place in {0, len(whole) // 2, len(whole) - 1}:
            file.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
            assert any(file.name in problem for problem in found(copy)), f"{file.name} at {place}"
        file.write_bytes(whole)
    assert found(copy) == []


def test_a_missing_file_is_named(copy: Path) -> None:
    for file in sorted(copy.iterdir()):
        whole = file.read_bytes()
        file.unlink()
        assert f"{file.name} is missing." in found(copy)
        file.write_bytes(whole)


def test_a_file_too_many_is_named(copy: Path) -> None:
    (copy / "extra.csv").write_text("slug\n")
    assert found(copy) == ["extra.csv is no part of the release."]


def test_a_link_in_the_place_of_a_file_is_named(copy: Path) -> None:
    (copy / "actor.csv").rename(copy.parent / "actor.csv")
    os.symlink("../actor.csv", copy / "actor.csv")
    assert found(copy) == ["actor.csv is no ordinary file."]


def test_a_file_that_was_changed_together_with_its_checksum_is_found(copy: Path) -> None:
    sums, actors = copy / "SHA256SUMS", copy / "actor.csv"
    before = hashlib.sha256(actors.read_bytes()).hexdigest()
    actors.write_bytes(b"slug\r\n")
    sums.write_text(sums.read_text().replace(before, hashlib.sha256(actors.read_bytes()).hexdigest()))
    assert found(copy) == ["SHA256SUMS and datapackage.json disagree on actor.csv."]


def test_the_command_says_what_is_wrong_and_fails(shelf: Path, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There are no files of release 1999"):
        call_command("verify_release", "1999")
    with pytest.raises(CommandError, match=r"“\.\./x” is no name of a release"):
        call_command("verify_release", "../x")

"""A bad row stops `seed`: the message tells a curator where and what, and nothing is loaded."""

from pathlib import Path

import pytest
from django.core.management import CommandError

from apps.curation.seeding.rows import models
from apps.record.models import Changeset, Release
from tests.curation.bad_rows import BAD_ELSEWHERE, BAD_FORMAT, COOPERATION, EUROCORPS, OVERLAP
from tests.curation.folders import append, seed, write

pytestmark = pytest.mark.django_db


def refused(place: Path) -> str:
    with pytest.raises(CommandError) as refusal:
        seed(place)
    assert not [model.__name__ for model in models().values() if model._default_manager.exists()]
    assert not Changeset.objects.exists()
    assert not Release.objects.exists()
    return str(refusal.value)


@pytest.mark.parametrize("case", BAD_FORMAT)
def test_a_bad_value_is_named_with_its_place(tmp_path: Path, case: str) -> None:
    old, new, words = BAD_FORMAT[case]
    said = refused(write(tmp_path, file=COOPERATION, old=old, new=new))
    assert not [word for word in (*EUROCORPS, *words, "Nothing was loaded.") if word not in said], said


@pytest.mark.parametrize("case", BAD_ELSEWHERE)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, case: str) -> None:
    file, old, new, words = BAD_ELSEWHERE[case]
    said = refused(write(tmp_path, file=file, old=old, new=new))
    assert not [word for word in (*words, "Nothing was loaded.") if word not in said], said


def test_spells_that_overlap_are_named(tmp_path: Path) -> None:
    append(write(tmp_path), COOPERATION, OVERLAP)
    said = refused(tmp_path)
    words = [
        "row 1 (line 1)",
        "row 11 (line 39)",
        "start_edtf “2021”",
        "“poland-eurocorps-member-2”",
        "already has this",
    ]
    assert not [word for word in words if word not in said], said


def test_a_bad_row_in_the_last_folder_leaves_the_first_unloaded(tmp_path: Path) -> None:
    write(tmp_path, file="02-second/later.yaml", old="kind: book", new="kind: booklet")
    assert "02-second/later.yaml, row 1 (line 1), “book”" in refused(tmp_path)


def test_a_folder_without_its_header_is_refused(tmp_path: Path) -> None:
    (write(tmp_path) / "02-second" / "changeset.yaml").unlink()
    assert "02-second/changeset.yaml is missing" in refused(tmp_path)


def test_a_place_without_folders_is_refused(tmp_path: Path) -> None:
    assert "holds no folders" in refused(tmp_path / "nowhere")


def test_two_successors_of_one_spell_are_refused(tmp_path: Path) -> None:
    follows = OVERLAP.replace("    start", "    follows: poland-eurocorps-observer\n    start")
    append(write(tmp_path), COOPERATION, follows)
    said = refused(tmp_path)
    assert "poland-eurocorps-observer" in said
    assert f"{COOPERATION}, row" in said

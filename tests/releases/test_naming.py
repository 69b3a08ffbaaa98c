"""A name is given once, to a changeset that is there."""

import logging
from pathlib import Path

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from apps.record.models import Changeset, Release
from tests.databases import connected


def test_the_newest_changeset_is_named_and_it_is_said_and_logged_by_whom(
    own_release: Path, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.INFO, "apps.releases"):
        call_command("release", "2027.1", title="The second year")
    release, newest = Release.objects.get(name="2027.1"), Changeset.objects.latest("number").number
    assert (release.changeset_id, release.title) == (newest, "The second year")
    assert f"changeset {newest} was named release 2027.1 by database user eudefence_app" in caplog.text
    said = capsys.readouterr().out.splitlines()
    assert said[0] == f"Changeset {newest} is named 2027.1 by eudefence_app."
    assert said[1].startswith("Release 2027.1: ")


REFUSED = [
    (["paper", "--changeset", "2"], "Release paper names changeset 1 for ever, not 2"),
    (["paper", "--title", "Another"], "has the title “The European defence architecture according to one paper"),
    (["2027.1", "--changeset", "99"], r"There is no changeset 99; the newest is \d+\."),
    (["2027.1", "--changeset", "0"], "There is no changeset 0"),
    (["Spring 2027"], "lower-case letters, digits, dots and hyphens"),
    (["../2027"], "lower-case letters, digits, dots and hyphens"),
    (["latest"], "“latest” is the address of the newest release"),
]


@pytest.mark.parametrize(("words", "sentence"), REFUSED)
def test_what_cannot_be_named_is_refused_in_a_sentence(released: Path, words: list[str], sentence: str) -> None:
    before = sorted(path.name for path in released.iterdir())
    with pytest.raises(CommandError, match=sentence):
        call_command("release", *words)
    assert sorted(path.name for path in released.iterdir()) == before


def test_the_database_itself_names_none_latest(own_release: Path) -> None:
    with pytest.raises(IntegrityError, match="release_name_is_not_latest"), transaction.atomic():
        Release.objects.create(name="latest", changeset_id=1, title="No")


@pytest.mark.usefixtures("own_db")
def test_before_anything_is_recorded_there_is_nothing_to_name() -> None:
    with pytest.raises(CommandError, match="Nothing is recorded yet"):
        call_command("release", "2026.1")


def test_only_the_application_names(released: Path) -> None:
    statement = (
        b"insert into public.record_release (name, changeset_id, title, note, named_at) values ('x', 1, '', '', now())"
    )
    for role in ("reader", "analyst"):
        with connected(role) as session, pytest.raises(psycopg.Error):
            session.execute(statement)

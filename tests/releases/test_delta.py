"""The delta of a release is the difference between its rows and those of the one before."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management import call_command

from apps.record.models import Changeset, Release
from apps.releases.building import previous
from apps.releases.delta import NAMES, in_words
from apps.releases.tables import TABLES
from tests.api.test_promise import CHANGES


def lines(file: Path) -> list[Any]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def newest() -> int:
    return int(Changeset.objects.latest("number").number)


def rows(folder: Path) -> dict[tuple[str, str], Any]:
    return {(table.name, row["slug"]): row for table in TABLES for row in lines(folder / f"{table.name}.ndjson")}


def own(row: Any) -> Any:
    """A row without what it only borrows: the names of what it links to, and a label made of them."""
    kept = {key: value for key, value in row.items() if key != "label"}
    return {key: _slugs(value) for key, value in kept.items()}


def _slugs(value: Any) -> Any:
    if isinstance(value, dict):
        return value["slug"]
    return [_slugs(each) for each in value] if isinstance(value, list) else value


def test_the_release_before_and_the_delta_make_the_release(own_release: Path) -> None:
    for change in CHANGES:
        change()
    for name, changeset in (("paper", 1), ("second", 5), ("third", newest())):
        call_command("release", name, changeset=changeset if name != "paper" else None, verbosity=0)
    for before, after in (("paper", "second"), ("second", "third")):
        found, expected = rows(own_release / before), rows(own_release / after)
        for edit in lines(own_release / after / "delta.ndjson"):
            key = (edit["table"], edit["slug"])
            assert edit["before"] == found.get(key)
            assert edit["operation"] == ("changed" if edit["before"] and edit["after"] else _one_sided(edit))
            found.pop(key, None)
            if edit["after"]:
                assert edit["after"] == expected[key]
                found[key] = edit["after"]
        assert {key: own(row) for key, row in found.items()} == {key: own(row) for key, row in expected.items()}


def _one_sided(edit: Any) -> str:
    return "added" if edit["after"] else "withdrawn"


def test_counts_and_words_say_what_the_lines_say(shelf: Path) -> None:
    about = json.loads((shelf / "2026.1" / "datapackage.json").read_bytes())["eudefence"]
    assert about["previous"] == "paper"
    edits = lines(shelf / "2026.1" / "delta.ndjson")
    told = Counter((each["table"], each["operation"]) for each in edits)
    counted = {(NAMES[name], each): n for name, by in about["delta"].items() for each, n in by.items() if n}
    assert counted == told
    assert about["changes"] == in_words("paper", about["delta"])
    assert f"{told['source', 'added']:,} sources" in about["changes"]
    assert about["rows"] == {table.name: len(lines(shelf / "2026.1" / f"{table.name}.ndjson")) for table in TABLES}


def test_the_first_release_has_nothing_before_it(shelf: Path) -> None:
    about = json.loads((shelf / "paper" / "datapackage.json").read_bytes())["eudefence"]
    assert (about["previous"], about["delta"]) == (None, {})
    assert about["changes"].startswith("The first release")
    assert lines(shelf / "paper" / "delta.ndjson") == []


def test_words_count_in_the_singular_too() -> None:
    counts = {
        "legal-bases": {"added": 1, "changed": 0, "withdrawn": 2},
        "memberships": {"added": 0, "changed": 1200, "withdrawn": 0},
        "sources": {"added": 0, "changed": 1, "withdrawn": 0},
    }
    assert in_words("2026.1", counts) == (
        "Since release 2026.1, 1 legal basis was added; 1,200 memberships and 1 source were changed; 2 legal bases "
        "were withdrawn."
    )
    assert in_words("2026.1", {}) == "Since release 2026.1, nothing has changed."


def test_a_release_that_is_named_later_is_not_the_one_before(own_release: Path) -> None:
    for name, changeset in (("2027.1", newest()), ("late", newest() - 1)):
        Release.objects.create(name=name, changeset_id=changeset, title=name)
    before = previous(Release.objects.get(name="2027.1"))
    assert before is not None
    assert before.name == "paper"

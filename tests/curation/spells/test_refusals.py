"""Every line that is wrong is told with what is wrong with it, in one go, and then nothing is written."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection

from apps.cooperation.models import CooperationCitation, Membership
from apps.curation.spells import rules_between
from tests.curation.spells import world
from tests.curators import curator
from tests.databases import clone, connected
from tests.record.tables import number, query

COLUMNS = world.HEAD.split(",")
RIGHT = {"member_actor": "poland", "target_format": "corps", "role": "member", "start_edtf": "2018", "source": "report"}
STANDING = RIGHT | {"member_actor": "sweden", "target_format": "other"}  # sweden-other-member, 2012 to 2020
OTHER = RIGHT | {"target_format": "other"}
FOLLOWS = RIGHT | {"member_actor": "sweden", "follows": "sweden-corps-observer"}
# Lines of a file, and for each of them the words in which it is refused; none for a line that is right.
WRONG: dict[str, list[tuple[dict[str, str], list[str]]]] = {
    "an unknown slug": [(RIGHT | {"member_actor": "polnd"}, ["member_actor “polnd”", "no actor", "mean “poland”?"])],
    "a slug of another kind": [(RIGHT | {"target_format": "alliance"}, ["no format", "There is actor “alliance”"])],
    "what is withdrawn": [(RIGHT | {"member_actor": "gone"}, ["member_actor “gone”", "is withdrawn"])],
    "no source": [(RIGHT | {"source": ""}, ["source", "at least one source"])],
    "an unknown source": [(RIGHT | {"source": "repor"}, ["source “repor”", "no source", "mean “report”?"])],
    "no member": [(RIGHT | {"member_actor": ""}, ["exactly one member"])],
    "two targets": [(RIGHT | {"target_actor": "alliance"}, ["target_format “corps”", "exactly one target"])],
    "no role": [(RIGHT | {"role": ""}, ["The role must be one of: member, "])],
    "a role that there is not": [(RIGHT | {"role": "membre"}, ["role “membre”", "must be one of: member, "])],
    "a standing that there is not": [(RIGHT | {"standing": "good"}, ["standing “good”", "in-force"])],
    "a day that is none": [(RIGHT | {"start_edtf": "31 February 2021"}, ["start_edtf “2021-02-31”", "Not a date"])],
    "another month that is none": [(RIGHT | {"end_edtf": "2021-13"}, ["end_edtf “2021-13”", "Not a date"])],
    "no date of the source's": [(RIGHT | {"asserted_start": "soon"}, ["asserted_start “soon”", "Not a date"])],
    "always as an end": [(RIGHT | {"end_edtf": ".."}, ["end_edtf “..”", "is for starts"])],
    "an end before the start": [(RIGHT | {"end_edtf": "2017"}, ["start_edtf “2018”", "end_edtf “2017”", "before"])],
    "ended, and no end": [(RIGHT | {"ended": "yes"}, ["ended “True”", "needs an end"])],
    "neither yes nor no": [(RIGHT | {"ended": "maybe"}, ["ended “maybe”", "neither yes nor no"])],
    "no day": [(RIGHT | {"consulted_on": "1/2/2026"}, ["consulted_on “1/2/2026”", "such as 2026-11-23"])],
    "a proposal of what is in force": [(RIGHT | {"proposal": "idea"}, ["proposal “idea”", "names its proposal"])],
    "a slug that is none": [(RIGHT | {"slug": "Poland!"}, ["slug “Poland!”", "lower-case"])],
    "a slug that is taken": [(RIGHT | {"slug": "sweden-other-member"}, ["slug “sweden-other-member”", "Another"])],
    "a slug twice": [
        (RIGHT | {"slug": "a"}, []),
        (OTHER | {"slug": "a"}, ["slug “a”", "stands in line 2 already"]),
    ],
    "an overlap with what stands": [(STANDING, ["on some of these days", "The other: sweden-other-member."])],
    "an overlap within the file": [
        (RIGHT | {"end_edtf": "2024"}, []),
        (RIGHT | {"start_edtf": "2019", "end_edtf": "2020"}, ["on some of these days", "The other: line 2."]),
        (RIGHT | {"start_edtf": "2022", "standing": "signed"}, ["on some of these days", "The other: line 2."]),
        (OTHER, []),
    ],
    "the same twice": [
        (RIGHT | {"start_edtf": ""}, []),
        (RIGHT | {"start_edtf": ""}, ["is there already", "The other: line 2."]),
    ],
    "what stands already": [
        (STANDING | {"start_edtf": "2012", "end_edtf": "2020"}, ["on some of these days", "is there already"])
    ],
    "two that follow one": [
        (FOLLOWS, []),
        (FOLLOWS | {"role": "contributor"}, ["follows “sweden-corps-observer”", "Another spell follows", "line 2"]),
    ],
    "one that follows somebody else's": [(FOLLOWS | {"member_actor": "poland"}, ["follows", "of the same member"])],
    "one that follows and comes before": [(FOLLOWS | {"start_edtf": "2011"}, ["start_edtf “2011”", "2012-01-01"])],
    "one that follows without a start": [(FOLLOWS | {"start_edtf": ""}, ["needs an earliest day", "2012-01-01"])],
    "one that leaves no day to the former": [(FOLLOWS | {"start_edtf": "2012-01-01"}, ["would end before it starts"])],
    "one that follows what has an end": [
        (STANDING | {"follows": "sweden-other-member", "start_edtf": "2021"}, ["follows", "no end of its own"])
    ],
    "one that follows nothing": [(FOLLOWS | {"follows": "sweden-corps"}, ["no membership", "“sweden-corps-obs"])],
    "a circle": [
        (RIGHT | {"slug": "a", "follows": "b"}, ["follows “a”", "follows itself"]),
        (RIGHT | {"slug": "b", "follows": "a", "role": "observer"}, ["follows “b”", "follows itself"]),
    ],
    "taking part before it is": [(RIGHT | {"start_edtf": "1990", "end_edtf": "1991"}, ["“corps”", "no possible day"])],
    "a character that is none": [(RIGHT | {"note": "\0"}, ["note", "(NUL)"])],
    "more than one thing": [
        (RIGHT | {"member_actor": "polnd", "role": "membre", "source": ""}, ["“polnd”", "“membre”", "one source"]),
        (RIGHT, []),
        (RIGHT | {"end_edtf": "x", "target_format": ""}, ["end_edtf “x”", "exactly one target"]),
    ],
}  # fmt: skip

CONSTRAINED = [
    "a slug twice",
    "an overlap with what stands",
    "an overlap within the file",
    "the same twice",
    "two that follow one",
    "one that follows somebody else's",
    "one that follows and comes before",
    "a circle",
    "taking part before it is",
]


def table(lines: list[dict[str, str]]) -> str:
    return "\n".join([world.HEAD, *(",".join(line.get(name, "") for name in COLUMNS) for line in lines), ""])


@pytest.fixture(scope="module")
def worlds(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), clone(f"{connection.settings_dict['NAME']}_spells"):
        world.build()
        curator("carl", "Carl Curator")
        yield


def standing() -> tuple[int, ...]:
    return (number(), Membership.objects.count(), CooperationCitation.objects.count(),
            query("select count(*) from curation_stagedspell")[0][0])  # fmt: skip


@pytest.mark.usefixtures("worlds")
@pytest.mark.parametrize("case", WRONG)
def test_each_wrong_line_is_told_with_its_reasons_and_nothing_is_written(case: str, tmp_path: Path) -> None:
    before, lines = standing(), WRONG[case]
    said = world.refused(tmp_path / "spells.csv", table([line for line, _ in lines]))
    for line, (_, wanted) in enumerate(lines, 2):
        told = "\n".join(text for text in said if text.startswith(f"line {line}: "))
        assert bool(told) == bool(wanted), told
        for words in wanted:
            assert words in told
    wrong = sum(bool(wanted) for _, wanted in lines)
    assert said[-1] == f"{wrong} of {len(lines)} lines cannot be taken. Nothing was written."
    assert standing() == before


@pytest.mark.usefixtures("worlds")
@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "is empty"),
        (world.HEAD, "has no lines"),
        ("members,role\na,b\n", "There is no column “members”"),
        ("role,role\na,b\n", "stands there 2 times"),
        (f'{world.HEAD}\n"', "Line 2 cannot be read as CSV"),
        (b"role\n\xff\n", "is not text in UTF-8"),
        (f"{world.HEAD}\npoland,corps\n", "2 cells, and 19 columns"),
        (f"{world.HEAD}\n{'x' * 10_001}\n", "field limit"),
    ],
)
def test_what_is_no_table_of_spells_is_refused(content: str | bytes, words: str, tmp_path: Path) -> None:
    before = standing()
    assert words in "\n".join(world.refused(tmp_path / "spells.csv", content))
    assert standing() == before


@pytest.mark.usefixtures("worlds")
def test_somebody_who_may_publish_answers_for_it_and_says_why(tmp_path: Path) -> None:
    before, text = standing(), table([RIGHT])
    for author in ("carl", "nobody"):
        said = world.refused(tmp_path / "spells.csv", text, author=author)
        assert said == [f"“{author}” is no active user who may publish. These may: rita."]
    assert "Say why" in world.refused(tmp_path / "spells.csv", text, reason=" ")[0]
    User.objects.filter(username="rita").update(is_active=False)
    try:
        assert "Nobody may yet" in world.refused(tmp_path / "spells.csv", text)[0]
    finally:
        User.objects.filter(username="rita").update(is_active=True)
    assert "cannot be read: No such file" in world.refused_at(tmp_path / "nowhere.csv")[0]
    assert standing() == before


@pytest.mark.usefixtures("worlds")
def test_a_line_break_within_a_cell_does_not_upset_the_numbers_of_lines(tmp_path: Path) -> None:
    head, right = table([RIGHT]).splitlines()
    cells = right.split(",")
    cells[COLUMNS.index("note")] = '"one\ntwo"'
    said = world.refused(tmp_path / "spells.csv", "\r\n".join([head, ",".join(cells), "", right]))
    assert [text.split(":")[0] for text in said[:-1]] == ["line 5", "line 5"]


@pytest.mark.usefixtures("worlds")
@pytest.mark.parametrize("case", CONSTRAINED)
def test_what_no_rule_asked_about_the_database_refuses_all_the_same(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules_between, "RULES", ())
    before = standing()
    said = world.refused(tmp_path / "spells.csv", table([line for line, _ in WRONG[case]]))
    assert said[-1].endswith(" Nothing was written.")
    assert "violates" not in said[-1]
    assert standing() == before


@pytest.mark.usefixtures("worlds")
def test_while_somebody_else_writes_it_says_so(tmp_path: Path) -> None:
    before = standing()
    query("set lock_timeout = '100ms'")
    try:
        with connected("app") as other, other.transaction(force_rollback=True):
            other.execute("select record_begin()")
            assert "Somebody else is writing" in world.refused(tmp_path / "spells.csv", table([RIGHT]))[0]
    finally:
        query("reset lock_timeout")
    assert standing() == before

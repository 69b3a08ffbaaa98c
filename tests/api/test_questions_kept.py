"""What all questions across rooms keep: refusals by name, few queries, and the promise of known time."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from apps.api.questions import QUESTIONS
from tests.api.asking import SEEDED, get, refused
from tests.api.test_promise import CHANGES
from tests.databases import clone

ANY = {
    "conflicts": "conflicts/?",
    "matrix": "matrix/?valid_at=2026-06-01",
    "compare": "compare/?from=2016-01-01&to=2026-06-01&standing=all",
    "diff": "diff/?known_from=changeset:0",
    "overlaps": "overlaps/?valid_at=2021-06-30&formats=e5,eurocorps,pesco-military-mobility,nato",
    "timeline": "timeline/?",
}


@pytest.fixture
def seeded_copy(seeded: str) -> Iterator[str]:
    """A seeded database of the test's own, in which it may commit."""
    with clone(f"{seeded}_kept") as name:
        yield name


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize(
    ("address", "parameter"),
    [
        *((f"{address}&colour=red", "colour") for address in ANY.values()),
        *((f"{address}&known_at=soon", "known_at") for name, address in ANY.items() if name != "diff"),
        ("conflicts/?edge=middle", "edge"),
        ("conflicts/?subject_kind=planet", "subject_kind"),
        ("matrix/?valid_at=today", "valid_at"),
        ("matrix/?valid_from=2020-01-01", "valid_from"),
        ("matrix/?standing=sitting", "standing"),
        ("matrix/?role=king", "role"),
        ("compare/?from=2020-01-01", "to"),
        ("compare/?from=2020-01-01&to=2020-01-01", "to"),
        ("compare/?from=2020&to=2021-01-01", "from"),
        ("diff/", "known_from"),
        ("diff/?known_from=soon", "known_from"),
        ("diff/?known_from=changeset:1&known_to=changeset:99", "known_to"),
        ("diff/?known_from=changeset:2&known_to=changeset:1", "known_to"),
        ("overlaps/?valid_at=2020-01-01", "formats"),
        ("overlaps/?formats=a,b,c,d,e,f,g,h,i", "formats"),
        ("overlaps/?formats=e5,atlantis", "formats"),
        ("overlaps/?formats=E5", "formats"),
        ("timeline/?certainty=certain", "certainty"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(address: str, parameter: str) -> None:
    status, problem = refused(address)
    assert (status, [error["parameter"] for error in problem["errors"]]) == (400, [parameter])


@pytest.mark.usefixtures("seeded")
def test_the_root_lists_every_question() -> None:
    assert set(QUESTIONS) == set(ANY)
    assert set(ANY) <= set(get(""))


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize(
    ("few", "many"),
    [
        ("conflicts/?subject_kind=membership", "conflicts/?subject_kind=claim"),
        ("matrix/?valid_at=1995-01-01", "matrix/?valid_at=2026-06-01&standing=all"),
        (
            "compare/?from=2021-05-01&to=2021-06-01&known_at=release:paper",
            "compare/?from=1990-01-01&to=2026-01-01&known_at=release:paper",
        ),
        ("diff/?known_from=changeset:1&known_to=changeset:1", "diff/?known_from=changeset:0&known_to=changeset:2"),
        ("overlaps/?formats=e5", "overlaps/?formats=e5,eurocorps,nato,safe,edf,pesco,csdp,european-union"),
        ("timeline/?valid_at=1995-01-01", "timeline/?"),
    ],
)
def test_a_longer_answer_takes_no_more_queries(few: str, many: str) -> None:
    counts = []
    for address in (few, many):
        with CaptureQueriesContext(connections["reader"]) as captured:
            get(address)
        counts.append(len(captured))
    one_each_time = 2 * 15 if few.startswith("diff") else 0  # a query before and one after for every resource touched
    assert counts[0] <= counts[1] <= counts[0] + one_each_time


def answers(number: int, pinned: bool) -> dict[str, Any]:
    found = {}
    for name, address in ANY.items():
        pin = f"&known_{'to' if name == 'diff' else 'at'}=changeset:{number}" if pinned else ""
        found[name] = get(address + pin)
        assert found[name]["basis"].pop("changeset") == number
    return found


def test_known_at_gives_for_ever_what_was_answered_then(seeded_copy: str) -> None:
    then = {SEEDED: answers(SEEDED, pinned=False)}
    for number, change in enumerate(CHANGES, SEEDED + 1):
        change()
        then[number] = answers(number, pinned=False)
        assert then[number] != then[number - 1], f"{change.__name__} changed no answer"
    for number, answer in then.items():
        assert answers(number, pinned=True) == answer

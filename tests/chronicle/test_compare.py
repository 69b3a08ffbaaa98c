"""What a comparison of two days says is what the days themselves say."""

from datetime import date

import pytest

from apps.chronicle.clock import pinned
from apps.chronicle.compare import COMPARED, compare
from apps.chronicle.questions import Question, rows
from apps.chronicle.resources import Resource

pytestmark = pytest.mark.usefixtures("seeded")
DAYS = [date(1991, 1, 1), date(2004, 6, 1), date(2016, 1, 1), date(2021, 6, 30), date(2025, 12, 10), date(2026, 6, 1)]
SPANS = [(first, last) for first in DAYS for last in DAYS if first < last]


@pytest.mark.parametrize(("first", "last"), SPANS)
def test_what_is_certainly_there_on_one_day_and_not_possibly_on_the_other_began_or_ended(
    first: date, last: date
) -> None:
    with pinned():
        for comparison in compare(Question(valid_from=first, valid_to=last)):
            before, after = (_on(comparison.resource, day) for day in (first, last))
            began = {row["slug"]: row["certainty"] for row in comparison.began}
            began |= {each.after["slug"]: each.after["certainty"] for each in comparison.changed}
            ended = {row["slug"]: row["certainty"] for row in comparison.ended}
            went_on = {each.before["slug"] for each in comparison.changed}
            assert after.keys() - before.keys() <= began.keys()
            assert before.keys() - after.keys() <= ended.keys() | went_on
            surely = {slug for slug, certainty in after.items() if certainty == "certain"} - before.keys()
            assert {began[slug] for slug in surely} <= {"certain"}
            assert not {s for s, certainty in before.items() if certainty == "certain"} & began.keys()
            assert not {s for s, certainty in after.items() if certainty == "certain"} & ended.keys()


def test_something_certainly_began_and_something_certainly_ended() -> None:
    with pinned():
        found = compare(Question(valid_from=DAYS[0], valid_to=DAYS[-1]))
    assert [each.resource for each in found] == list(COMPARED)
    assert "certain" in {row["certainty"] for each in found for row in each.began}
    assert "certain" in {row["certainty"] for each in found for row in each.ended}


def _on(resource: Resource, day: date) -> dict[str, str]:
    return {row["slug"]: row["certainty"] for row in rows(resource, Question(valid_at=day))}

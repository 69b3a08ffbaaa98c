"""Which days a period holds for certain, and which possibly, against every choice its uncertain dates allow."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.temporal.asking import call
from tests.temporal.periods import Bounds
from tests.temporal.spans import ENDS, LENGTH, STARTS, SUCCESSORS, day, period, start_text, write

pytestmark = pytest.mark.django_db
often = settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def days_in(found: Any) -> set[int]:
    return {number for number in range(LENGTH + 1) if day(number) in found}


def compare(start: str | Bounds, end: str | Bounds, successor: Bounds | None, in_force: bool) -> None:
    model = period(start, end, successor, in_force)
    assume(model.choices())
    texts = start_text(start), start_text(end), write(successor) if successor else ""
    answers = {number: model.certainty(number, number) for number in range(LENGTH + 1)}
    possible = {number for number, answer in answers.items() if answer != "none"}
    certain = {number for number, answer in answers.items() if answer == "certain"}
    assert days_in(call("period_possibly", *texts, in_force)) == possible
    assert days_in(call("period_certainly", *texts, in_force)) == certain


@often
@given(STARTS, ENDS)
def test_a_period_holds_the_days_that_its_bounds_allow(start: str | Bounds, end: str | Bounds) -> None:
    compare(start, end, None, True)


@often
@given(STARTS, SUCCESSORS)
def test_a_followed_spell_ends_the_day_before_its_successor_whatever_day_that_is(
    start: str | Bounds, successor: Bounds
) -> None:
    compare(start, "", successor, True)


@given(STARTS, ENDS, st.one_of(st.none(), SUCCESSORS))
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_never_in_force_meets_no_day(start: str | Bounds, end: str | Bounds, successor: Bounds | None) -> None:
    texts = start_text(start), start_text(end), write(successor) if successor else ""
    assert call("period_possibly", *texts, False).isempty
    assert call("period_certainly", *texts, False).isempty


@pytest.mark.parametrize(
    ("start", "end", "followed", "possibly", "certainly"),
    [
        ("2021", "", "", ("2021-01-01", None), ("2021-12-31", None)),
        ("2021", "2021", "", ("2021-01-01", "2022-01-01"), None),
        ("..", "", "", (None, None), (None, None)),
        ("", "", "", (None, None), None),
        ("", "2020-01-31", "", (None, "2020-02-01"), ("2020-01-31", "2020-02-01")),
        ("..", "2020-01-31", "", (None, "2020-02-01"), (None, "2020-02-01")),
        ("..", "[..2024-06]", "", (None, "2024-07-01"), None),
        ("2020-01-01", "[2024..]", "", ("2020-01-01", None), ("2020-01-01", "2024-01-02")),
        ("[2021..]", "", "", ("2021-01-01", None), None),
        ("[..2026-05]", "", "", (None, None), ("2026-05-31", None)),
        ("2020", "", "2021", ("2020-01-01", "2021-12-31"), ("2020-12-31", "2021-01-01")),
        ("2020", "", "[2021..]", ("2020-01-01", None), ("2020-12-31", "2021-01-01")),
        ("2022", "2021", "", None, None),
    ],
)
def test_each_kind_of_period(start: str, end: str, followed: str, possibly: Any, certainly: Any) -> None:
    for function, expected in {"period_possibly": possibly, "period_certainly": certainly}.items():
        found = call(function, start, end, followed, True)
        assert (None if found.isempty else (found.lower, found.upper)) == _dates(expected), function


def _dates(pair: Any) -> Any:
    return pair and tuple(edge and date.fromisoformat(edge) for edge in pair)


@given(SUCCESSORS, ENDS)
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_bounds_of_an_end_are_its_own_or_the_day_before_the_successor(successor: Bounds, end: str | Bounds) -> None:
    first, last = successor
    found = call("period_end_earliest", "", write(successor)), call("period_end_latest", "", write(successor))
    assert found == (day((first or 0) - 1), None if last is None else day(last - 1))
    first, last = (None, None) if isinstance(end, str) else end
    found = call("period_end_earliest", start_text(end), ""), call("period_end_latest", start_text(end), "")
    assert found == tuple(None if edge is None else day(edge) for edge in (first, last))

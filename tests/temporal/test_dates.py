"""EDTF text becomes the days it allows, or is refused by name; the `edtf` library is the oracle."""

import re
from datetime import date
from typing import Any

import pytest
from django.db import DataError
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.temporal import written
from tests.temporal.asking import call, edges

pytestmark = pytest.mark.django_db
often = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

ACCEPTED = re.compile(
    r"(\d{4}(-\d\d(-\d\d)?)?|\d{3}X|\d\dXX)[?~%]?|\[[\dX-]+\.\.\]|\[\.\.[\dX-]+\]|\[[\dX-]+\.\.[\dX-]+\]|\.\.|",
    re.ASCII,
)


def refusal(text: str) -> Any:
    with pytest.raises(DataError) as caught:
        call("edtf_days", text)
    return caught.value.__cause__.diag  # type: ignore[union-attr]


def answer(text: str) -> Any:
    """The SQLSTATE of the refusal, or "accepted"."""
    try:
        call("edtf_days", text)
    except DataError as error:
        return error.__cause__.diag.sqlstate  # type: ignore[union-attr]
    return "accepted"


@often
@given(written.PLAIN)
def test_a_date_is_the_days_the_oracle_says(text: str) -> None:
    assert edges(text) == written.oracle(text)


@often
@given(written.DOUBTED)
def test_doubt_widens_both_ends_by_one_unit_of_the_precision_written(text: str) -> None:
    try:
        expected = written.days(text)
    except ValueError:  # before year 1 or after 9999
        expected = None
    if expected and written.holds(expected):
        assert edges(text) == expected
    else:
        assert refusal(text).sqlstate == "22007"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2016?", date(2015, 1, 1), date(2017, 12, 31)),
        ("2019~", date(2018, 1, 1), date(2020, 12, 31)),
        ("2016-06%", date(2016, 5, 1), date(2016, 7, 31)),
        ("2016-12-31?", date(2016, 12, 30), date(2017, 1, 1)),
        ("198X~", date(1970, 1, 1), date(1999, 12, 31)),
        ("19XX?", date(1800, 1, 1), date(2099, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("[1992..2021]", date(1992, 1, 1), date(2021, 12, 31)),
        ("[198X..2021-05-03]", date(1980, 1, 1), date(2021, 5, 3)),
        ("[..2026-05]", None, date(2026, 5, 31)),
        ("[2021..]", date(2021, 1, 1), None),
        ("", None, None),
        ("..", None, None),
    ],
)
def test_each_way_of_writing_a_date(text: str, first: date | None, last: date | None) -> None:
    assert edges(text) == (first, last)


@often
@given(st.one_of(st.just(""), written.PLAIN), st.one_of(st.just(""), written.PLAIN))
def test_one_day_out_of_a_span_reaches_from_its_first_day_to_its_last(since: str, until: str) -> None:
    assume(since or until)
    first, last = written.span_days(since, until)
    text = written.span(since, until)
    if first and last and first > last:
        assert text in refusal(text).message_primary
    else:
        assert edges(text) == (first, last)


@pytest.mark.parametrize("since", ["1992-05-22", "1992-05", "1992", "199X", "19XX"])
@pytest.mark.parametrize("until", ["1993-05-22", "1993-05", "1993", "200X", "20XX"])
def test_spans_agree_with_the_oracle_where_it_reads_them(since: str, until: str) -> None:
    text = written.span(since, until)
    assert edges(text) == (written.oracle(since)[0], written.oracle(until)[1])


@often
@given(
    st.one_of(
        st.text(max_size=12),
        st.text(alphabet="0123456789X-?~%[]./ ", max_size=14),
        written.PLAIN.flatmap(
            lambda text: st.sampled_from([text + " ", text + "/..", text + "T00", "-" + text, f"{{{text}}}"])
        ),
    )
)
def test_anything_else_is_refused_by_name_and_never_crashes(text: str) -> None:
    assume("\0" not in text and text.isprintable())
    assert answer(text) in ({"accepted", "22007"} if ACCEPTED.fullmatch(text) else {"22007"})


@pytest.mark.parametrize(
    "text",
    [
        "2021-21", "2021-24", "2021/2022", "2021/..", "2021-02-29", "2023-13", "2023-00", "2023-04-31", "2023-01-00",
        "2016-0X", "201X-05", "XXXX", "2XXX", "Y20210", "-2021", "+2021", "0000", "9999", "0001", "99XX", "00XX",
        "around 2019", "20210520", "2021-5", "21", "[..]", "[]", "[2022..2021]", "[2021]", "[2021,2022]",
        "[2021?..2022]", "2021??", "2021\n", "２０２１", "٢٠٢١", " 2021", "2021 ",
        "...", ".", "infinity", "now", "today", "May 2025", "{1992..2021}",
    ],
)  # fmt: skip
def test_seasons_intervals_and_impossible_days_are_refused_with_the_text_named(text: str) -> None:
    diagnosis = refusal(text)
    assert diagnosis.sqlstate == "22007"
    assert f"“{text}”" in diagnosis.message_primary


def test_the_day_before_the_earliest_date_and_after_the_latest_can_still_be_read() -> None:
    assert call("period_end_earliest", "", "0002") == date(1, 12, 31)
    assert call("period_possibly", "0002", "9998", "", True).upper == date(9999, 1, 1)
    for text in (
        "0001",
        "0001-01",
        "0001-01-01",
        "0002?",
        "0001-01-02~",
        "9998?",
        "9998-12~",
        "9998-12-31%",
        "000X",
        "9999-01-01",
    ):
        assert refusal(text).sqlstate == "22007"


def test_no_text_means_no_days() -> None:
    assert call("edtf_days", None) is None

"""Dates as people may write them, and what the `edtf` library, our oracle, makes of them."""

from datetime import date, timedelta
from typing import Any

from edtf import parse_edtf
from hypothesis import strategies as st

Days = tuple[date | None, date | None]

YEARS = st.integers(2, 9997).map("{:04}".format)
DECADES = st.integers(1, 998).map("{:03}X".format)
CENTURIES = st.integers(1, 98).map("{:02}XX".format)
MONTHS = st.dates(date(2, 1, 1), date(9997, 12, 31)).map(lambda day: day.isoformat()[:7])
DAYS = st.dates(date(2, 1, 1), date(9997, 12, 31)).map(date.isoformat)
PLAIN = st.one_of(DAYS, MONTHS, YEARS, DECADES, CENTURIES)
DOUBTED = st.tuples(PLAIN, st.sampled_from("?~%")).map("".join)


def days(text: str) -> Days:
    """First and last day of one date, by the oracle and by our own rule for doubt, which widens by one unit."""
    first, last = oracle(text.rstrip("?~%"))
    if text[-1] in "?~%":
        first, last = before(first, text), after(last, text)
    return first, last


def span(since: str, until: str) -> str:
    return f"[{since}..{until}]"


def span_days(since: str, until: str) -> Days:
    return days(since)[0] if since else None, days(until)[1] if until else None


def oracle(text: str) -> tuple[date, date]:
    # Strict: the library's own idea of doubt moves 2019~ by a year and 2016-06? by 13 months.
    parsed: Any = parse_edtf(text)
    return date(*parsed.lower_strict()[:3]), date(*parsed.upper_strict()[:3])


def before(first: date, text: str) -> date:
    """FIRST less one unit of the precision written."""
    return _moved(first, text, -1)


def after(last: date, text: str) -> date:
    return _moved(last + timedelta(1), text, 1) - timedelta(1)


def _moved(day: date, text: str, by: int) -> date:
    text = text.rstrip("?~%")
    if len(text) == 10:
        return day + timedelta(by)
    if len(text) == 7:
        months = day.year * 12 + day.month - 1 + by
        return date(months // 12, months % 12 + 1, 1)
    return date(day.year + by * 10 ** text.count("X"), 1, 1)


def holds(days: Days) -> bool:
    """Whether these days, and the day before them, are ones that Python can hold."""
    return date(1, 1, 1) < (days[0] or date.max) and (days[1] or date.min) < date(9999, 1, 1)

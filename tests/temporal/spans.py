"""Periods in a short month of days, as text for the database and as bounds for the brute-force model."""

from datetime import date, timedelta

from hypothesis import strategies as st

from tests.temporal.periods import EARLIEST, LATEST, Bounds, Period

ORIGIN = date(2020, 1, 1)
LENGTH = 20

Written = tuple[str, Bounds]


def day(number: int) -> date:
    return ORIGIN + timedelta(number)


def write(bounds: Bounds) -> str:
    first, last = bounds
    if first == last and first is not None:
        return day(first).isoformat()
    return f"[{'' if first is None else day(first)}..{'' if last is None else day(last)}]"


def known(first: int, last: int) -> Bounds:
    return min(first, last), max(first, last)


NUMBERS = st.integers(0, LENGTH)
CLOSED = st.builds(known, NUMBERS, NUMBERS)
SINCE = NUMBERS.map(lambda number: (number, None))
UNTIL = NUMBERS.map(lambda number: (None, number))
BOUNDS = st.one_of(CLOSED, SINCE, UNTIL)
STARTS = st.one_of(st.sampled_from(["", ".."]), BOUNDS)
ENDS = st.one_of(st.just(""), BOUNDS)
SUCCESSORS = st.one_of(CLOSED, SINCE)


def start_text(start: str | Bounds) -> str:
    return start if isinstance(start, str) else write(start)


def period(start: str | Bounds, end: str | Bounds, successor: Bounds | None = None, in_force: bool = True) -> Period:
    """The model of what these texts say; a successor's start ends it the day before."""
    starts: Bounds = (None, None) if isinstance(start, str) else start
    ends = None if isinstance(end, str) else end
    if successor is not None:
        ends = (successor[0] or 0) - 1, None if successor[1] is None else successor[1] - 1
    return Period(starts, ends, always=start == "..", in_force=in_force)


def interval(first: int | None, past: int | None) -> tuple[int, int]:
    """First and last day of [FIRST, PAST); what never comes is not before infinity."""
    return EARLIEST if first is None else first, LATEST - 1 if past is None else past - 1

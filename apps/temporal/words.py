"""A date read back in words, by the database's own function: there is no second parser."""

from datetime import date

from django.db import connection

from apps.temporal.fields import validate_edtf
from apps.temporal.typed import understand


def in_words(typed: str) -> str:
    """What TYPED means, in words. Raises ValidationError with the database's sentence."""
    text = understand(typed)
    if text == "..":
        return "always"
    if not text:
        return "not known"
    words = _span(*days(text))
    return words if text == typed.strip() else f"{text}: {words}"


def days(text: str) -> tuple[date | None, date | None]:
    """The first and the last day that EDTF TEXT may mean. Raises ValidationError."""
    validate_edtf(text)
    with connection.cursor() as cursor:
        cursor.execute("select edtf_earliest(%s), edtf_latest(%s)", [text, text])
        first, last = cursor.fetchone()
    return first, last


def _span(first: date | None, last: date | None) -> str:
    if first is None:
        return f"some day until {_day(last)}"
    if last is None:
        return f"some day since {_day(first)}"
    if first == last:
        return _day(first)
    return f"some day between {_day(first)} and {_day(last)}"


def _day(day: date | None) -> str:
    return f"{day.day} {day:%B} {day.year}" if day else ""

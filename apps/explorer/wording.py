"""Dates and words of vocabularies as people read them."""

import re
from datetime import date
from functools import cache, lru_cache
from typing import Any

from apps.chronicle.resources import RESOURCES

MONTHS = tuple(date(2000, number, 1).strftime("%B") for number in range(1, 13))
DATE = re.compile(r"(\d{3}X|\d{2}XX|\d{4})(?:-(\d\d))?(?:-(\d\d))?([?~%]?)\Z")
SPAN = re.compile(r"\[(.*)\.\.(.*)\]\Z")


@lru_cache(maxsize=10_000)
def in_words(edtf: str) -> str:
    """A date: “19 February 2024”, “the 1980s”, “by May 2026”; text that is no date of ours as it stands."""
    if edtf == "..":
        return "always"
    span = SPAN.match(edtf)
    if span:
        first, last = (in_words(each) if each else "" for each in span.groups())
        return f"between {first} and {last}" if first and last else f"by {last}" if last else f"{first} or later"
    found = DATE.match(edtf)
    if not found:
        return edtf
    year, month, day, doubt = found.groups()
    plain = _plain(year, month, day)
    return {"?": f"{plain} (uncertain)", "~": f"about {plain}", "%": f"about {plain} (uncertain)"}.get(doubt, plain)


def _plain(year: str, month: str | None, day: str | None) -> str:
    if "X" in year:
        return f"the {year.replace('X', '0')}s"
    return " ".join(filter(None, [str(int(day)) if day else "", MONTHS[int(month) - 1] if month else "", year]))


def begun(edtf: str) -> str:
    """“since 2024”, “begun by May 2026”, “begun between 2009 and 2025”, “always there”, “begun nobody says when”."""
    words = in_words(edtf) or "nobody says when"
    if words == "always":
        return "always there"
    return f"begun {words}" if words.startswith(("by ", "between ", "nobody ")) else f"since {words}"


def day_in_words(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def since(start: str) -> str:
    """When it began, from the text of its start."""
    return in_words(start) or "unknown"


def until(end: str, latest: date | None) -> str:
    """When it ended, from the text of its end and the LATEST day of it; a dash says that no end is known, which is not
    “still so”."""
    if end:
        return in_words(end)
    if latest:  # it is followed by another spell, and ends the day before that begins
        return f"by {day_in_words(latest)}"
    return "–"


def ended(end: str, latest: date | None) -> str:
    """“until 2024”, “ended by May 2026”, “ended between 2009 and 2025”, “no end known”."""
    words = until(end, latest)
    if words == "–":
        return "no end known"
    return f"ended {words}" if words.startswith(("by ", "between ")) else f"until {words}"


@cache
def label(resource: str, column: str, value: Any) -> str:
    """A word of a vocabulary, without its explanation."""
    vocabulary = RESOURCES[resource].vocabularies[column]
    return str(vocabulary(value).label).partition(":")[0].partition(" (")[0]


def listed(names: list[str]) -> str:
    """“a, b and c”."""
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)


def counted(number: int, noun: str, plural: str = "") -> str:
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def upper(sentence: str) -> str:
    """A sentence with its first letter large, and no other changed."""
    return sentence[:1].upper() + sentence[1:]

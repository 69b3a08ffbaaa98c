"""The four bounds of periods as numbers of days, for drawings."""

from dataclasses import dataclass
from datetime import date, timedelta
from math import isfinite
from typing import Any

from django.db.models import F, Field, Func
from django.db.models.functions import Coalesce

from apps.chronicle.questions import Question, rows
from apps.chronicle.resources import Resource
from apps.temporal.querysets import INFINITY, MINUS_INFINITY, Day, certain_from, certain_until

EPOCH = date(1970, 1, 1)


class DayNumber(Func):
    """A day as its distance from 1970-01-01; infinite where the day is.

    `date_part` gives a float, where `extract` would compute with decimals. So does the driver; a `FloatField` would
    have each made one again. In a large grid both are felt.
    """

    template = "(date_part('epoch', %(expressions)s) / 86400)"
    output_field = Field()


@dataclass(frozen=True)
class Span:
    """Possible from `first` to `last`, certain from `begun` to `lasting` if that is any day; ends may be infinite."""

    first: float
    begun: float
    lasting: float
    last: float

    @property
    def is_ever_certain(self) -> bool:
        return self.begun <= self.lasting and self.begun != float("inf")


def day_numbers() -> dict[str, Any]:
    """The bounds as annotations of rows."""
    return {
        "first": DayNumber(_open("start_earliest", MINUS_INFINITY)),
        "begun": DayNumber(certain_from()),
        "lasting": DayNumber(certain_until()),
        "last": DayNumber(_open("end_latest", INFINITY)),
    }


def spans(resource: Resource) -> dict[str, Span]:
    """The span of every row that may be in force on some day, by slug."""
    found = rows(resource, Question()).filter(possibly__isempty=False).annotate(**day_numbers())
    listed = found.values_list("slug", "first", "begun", "lasting", "last")
    return {slug: Span(*bounds) for slug, *bounds in listed}


def day_number(day: date) -> int:
    return (day - EPOCH).days


def day_of(number: float) -> date | None:
    """The day of a number; None where it is infinite."""
    return EPOCH + timedelta(days=number) if isfinite(number) else None


def _open(column: str, otherwise: Any) -> Any:
    return Coalesce(F(column), Day(otherwise))

"""Questions about days, asked of anything with a period: tables for writing and read models alike."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Case, F, Func, Q, Value, When
from django.db.models.functions import Coalesce

MINUS_INFINITY = Value("-infinity", output_field=models.TextField())
INFINITY = Value("infinity", output_field=models.TextField())


class Day(Func):
    """A date that may be infinite; never selected, since drivers cannot load infinite dates."""

    template = "(%(expressions)s)::date"
    output_field = models.DateField()


def _open(column: str, otherwise: Any) -> Any:
    return Coalesce(F(column), Day(otherwise), output_field=models.DateField())


def certain_from() -> Any:
    """SL': the day from which the start has certainly happened, were the end to allow it."""
    unknown = Case(When(start_edtf="..", then=MINUS_INFINITY), default=INFINITY)
    bounds = (_open("start_latest", unknown), _open("end_latest", INFINITY))
    return Func(*bounds, function="least", output_field=models.DateField())


def certain_until() -> Any:
    """EE': the day until which the end has certainly not come."""
    unknown = Case(When(end_edtf="", then=INFINITY), default=MINUS_INFINITY)
    bounds = (_open("end_earliest", unknown), _open("start_earliest", MINUS_INFINITY))
    return Func(*bounds, function="greatest", output_field=models.DateField())


class PeriodQuerySet(models.QuerySet[Any]):
    """Rows with the columns of `Dated`. Each method annotates `certainty`: certain, possible or none."""

    def valid_at(self, day: date) -> Self:
        """Rows possibly in force on DAY."""
        return self.certainty_at(day).filter(possibly__contains=day)

    def certainty_at(self, day: date) -> Self:
        """All rows, each told whether it is in force on DAY."""
        return self._certainty(Q(certainly__contains=day), Q(possibly__contains=day))

    def valid_between(self, first: date | None, past: date | None) -> Self:
        """Rows that may meet [FIRST, PAST); None leaves that side open."""
        possible, _ = self._meets(first, past)
        return self.certainty_between(first, past).filter(possible)

    def certainty_between(self, first: date | None, past: date | None) -> Self:
        """All rows, each told whether it meets [FIRST, PAST).

        By the bounds, not by `certainly`: what falls on an unknown day of June is certain to touch the year.
        """
        possible, certain = self._meets(first, past)
        rows = self.alias(certain_from=certain_from(), certain_until=certain_until())
        return rows._certainty(certain, possible)

    def _meets(self, first: date | None, past: date | None) -> tuple[Q, Q]:
        possible = certain = Q(possibly__isempty=False)
        # Before infinity: a start that may never have come is not certain to come in an open interval either.
        certain &= Q(certain_from__lt=Day(INFINITY if past is None else Value(past)))
        if past is not None:
            possible &= Q(start_earliest__isnull=True) | Q(start_earliest__lt=past)
        if first is not None:
            possible &= Q(end_latest__isnull=True) | Q(end_latest__gte=first)
            certain &= Q(certain_until__gte=first)
        return possible, certain

    def _certainty(self, certain: Q, possible: Q) -> Self:
        words = {"certain": certain, "possible": possible}
        cases = [When(condition, then=Value(word)) for word, condition in words.items()]
        return self.annotate(certainty=Case(*cases, default=Value("none"), output_field=models.TextField()))

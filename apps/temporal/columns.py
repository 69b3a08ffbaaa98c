"""Columns that the database computes from EDTF text."""

from typing import Any

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Func, Value

ALWAYS = Value(True, output_field=models.BooleanField())
NOTHING = Value("", output_field=models.TextField())


def computed(function: str, *arguments: Any, output: "models.Field[Any, Any]") -> Any:
    """A stored generated column: FUNCTION(arguments), one of the functions of migration `0001_edtf`."""
    expression = Func(*arguments, function=function, output_field=output)
    return models.GeneratedField(expression=expression, output_field=output, db_persist=True, editable=False)


class Period:
    """The generated columns of a period, from the names of the text columns that bound it.

    `followed` is the start of a successor (empty text: none), `in_force` is false for what is never in
    force and so meets no day.
    """

    def __init__(self, start: str, end: str, followed: Any = NOTHING, in_force: Any = ALWAYS) -> None:
        self.start, self.end, self.followed, self.in_force = F(start), F(end), followed, in_force

    def start_earliest(self) -> Any:
        return computed("edtf_earliest", self.start, output=models.DateField(null=True))

    def start_latest(self) -> Any:
        return computed("edtf_latest", self.start, output=models.DateField(null=True))

    def end_earliest(self) -> Any:
        return computed("period_end_earliest", self.end, self.followed, output=models.DateField(null=True))

    def end_latest(self) -> Any:
        return computed("period_end_latest", self.end, self.followed, output=models.DateField(null=True))

    def possibly(self) -> Any:
        return self._range("period_possibly")

    def certainly(self) -> Any:
        return self._range("period_certainly")

    def _range(self, function: str) -> Any:
        arguments = (self.start, self.end, self.followed, self.in_force)
        return computed(function, *arguments, output=DateRangeField(null=True))

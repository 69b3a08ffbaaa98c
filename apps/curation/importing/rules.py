"""What the rows of a file are held to here: their fields, and, where the database cannot speak, its rules too."""

from collections.abc import Callable, Iterable
from contextlib import nullcontext
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from apps.record.actions import KEPT_BY_THE_DATABASE
from apps.record.refusals import explained
from apps.temporal.models import Dated

Errors = dict[str, Any]
DATES = {"start_edtf", "end_edtf", "ended"}


class Rules:
    """The rules of one kind of record. Rows that are written together are held to most of them by the database."""

    def __init__(self, model: Any) -> None:
        self.model, self.meta = model, model._meta
        of_dates = {rule.name % {"class": self.meta.model_name} for rule in Dated.Meta.constraints}
        self.of_dates = [rule for rule in self.meta.constraints if rule.name in of_dates]

    def all_wrong(self, row: Any, errors: Errors, *, together: bool) -> Errors:
        """ERRORS of ROW, and what else is wrong with it, as far as the database will not say so."""
        errors = _with(errors, [partial(self._clean, row, set(errors), alone=not together)])
        return _with(errors, self._dates(row, set(errors))) if errors and together else errors

    def why(self, row: Any, refusal: Exception) -> ValidationError:
        """What refuses ROW, by its cells if these rules know, else in the words of the database."""
        if errors := _with({}, [partial(self._clean, row, set(), alone=True)]):
            return ValidationError(errors)
        return refusal if isinstance(refusal, ValidationError) else ValidationError(str(refusal))

    def _clean(self, row: Any, wrong: set[str], *, alone: bool) -> None:
        named = {f.name for f in self.meta.fields if f.remote_field and f.value_from_object(row)}
        with explained(), transaction.atomic() if alone else nullcontext():
            row.full_clean(
                exclude={*wrong, *named, *KEPT_BY_THE_DATABASE}, validate_unique=alone, validate_constraints=alone
            )

    def _dates(self, row: Any, wrong: set[str]) -> Iterable[Callable[[], None]]:
        """The rules that hold dates to each other, each a question of its own, so only where there is an end."""
        if getattr(row, "end_edtf", "") and not wrong & DATES:
            yield from (partial(rule.validate, self.model, row) for rule in self.of_dates)


def _with(errors: Errors, asked: Iterable[Callable[[], None]]) -> Errors:
    """ERRORS, and what each that is ASKED raises."""
    for ask in asked:
        try:
            ask()
        except ValidationError as refusal:
            errors = refusal.update_error_dict(errors)
    return errors

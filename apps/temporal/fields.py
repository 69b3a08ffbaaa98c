"""A model field for EDTF text."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.postgres.fields import DateRangeField
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.models import F, Func
from django.db.models.lookups import IsNull

from apps.temporal.typed import understand

KEPT = 4096
_accepted: set[str] = set()  # the function is immutable, so what it accepted once it accepts; refusals are not kept


def validate_edtf(text: str) -> None:
    """Refuse what the database's own function refuses, with its sentence. There is no second parser."""
    if sentence := refused([text]).get(text):
        raise ValidationError(sentence, code="edtf")


def refused(texts: Iterable[str]) -> dict[str, str]:
    """Those of TEXTS that are no dates, each with the sentence of the database, which is asked once for all."""
    asked = set(texts) - _accepted
    found = {text: "Not a date: it holds what cannot be written." for text in asked if not _can_be_sent(text)}
    if rest := sorted(asked - found.keys()):
        with connection.cursor() as cursor:
            cursor.execute("select t, edtf_refusal(t) from unnest(%s::text[]) t", [rest])
            said = dict(cursor.fetchall())
        found |= {text: sentence for text, sentence in said.items() if sentence}
        if len(_accepted) > KEPT:
            _accepted.clear()
        _accepted.update(said.keys() - found.keys())
    return found


def _can_be_sent(text: str) -> bool:
    """The driver refuses NUL characters and halves of pairs."""
    return "\0" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text)


def is_edtf(field: str, of: str) -> models.CheckConstraint:
    """The database refuses text that is no date, with the sentence of its own function."""
    days = Func(F(field), function="edtf_days", output_field=DateRangeField())
    return models.CheckConstraint(
        name=f"%(class)s_{field}_is_edtf",
        condition=IsNull(days, False),
        violation_error_message=f"The {of} is not a date.",
    )


class EdtfFormField(forms.CharField):
    """Accepts EDTF, and the few ways of writing a date in words that cannot be misread."""

    def to_python(self, value: Any) -> str:
        return understand(super().to_python(value) or "")


class EdtfField(models.TextField):
    """A date at the precision of its source: `2021`, `2025-05`, `198X`, `[1992..2021]`, ... or empty."""

    default_validators = [validate_edtf]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        defaults: dict[str, Any] = {"blank": True, "default": ""}
        super().__init__(*args, **(defaults | kwargs))

    def formfield(self, **kwargs: Any) -> Any:
        options: dict[str, Any] = {"form_class": EdtfFormField, "widget": forms.TextInput(attrs={"size": 24})}
        return super().formfield(**(options | kwargs))

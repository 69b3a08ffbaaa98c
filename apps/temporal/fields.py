"""A model field for EDTF text."""

from functools import lru_cache
from typing import Any

from django import forms
from django.contrib.postgres.fields import DateRangeField
from django.core.exceptions import ValidationError
from django.db import DataError, connection, models, transaction
from django.db.models import F, Func
from django.db.models.lookups import IsNull

from apps.temporal.typed import understand


@lru_cache(maxsize=4096)  # the function is immutable, so what it accepted once it accepts; refusals are not kept
def validate_edtf(text: str) -> None:
    """Refuse what the database's own function refuses, with its sentence. There is no second parser."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select edtf_days(%s)", [text])
    except (DataError, ValueError) as error:  # ValueError: NUL characters, refused by the driver
        raise ValidationError(_sentence(error), code="edtf") from error


def _sentence(error: Exception) -> str:
    diagnosis = getattr(error.__cause__, "diag", None)
    return (diagnosis and diagnosis.message_primary) or str(error)


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

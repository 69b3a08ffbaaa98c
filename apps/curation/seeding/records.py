"""From a row to a record: right fields, right types, and the rules that the admin applies."""

from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models

from apps.curation.seeding.rows import Row, key_fields
from apps.record.actions import KEPT_BY_THE_DATABASE
from apps.record.models import Versioned

TYPES: list[tuple[type[Any], tuple[type, ...], str]] = [
    (ArrayField, (list,), "A list of texts is wanted, such as [one, two]."),
    (models.BooleanField, (bool,), "Write true or false, without quotes."),
    (models.DateField, (str, date), "A day is wanted, such as 2026-11-23."),
    (models.DecimalField, (str, int), "A number is wanted; put it in quotes if it has decimals."),
    (models.Field, (str,), "Text is wanted; put it in quotes."),
]


def check(row: Row) -> None:
    """Refuse unknown fields, wrong types, and a row without what names it."""
    fields = {
        field.name: field
        for field in row.model._meta.concrete_fields
        if field.editable and not field.generated and not field.primary_key
    }
    for name, value in row.fields.items():
        if name not in fields:
            row.refuse(f"A {row.model._meta.verbose_name} has no such field. It has: {', '.join(fields)}.", name)
        _check_type(row, fields[name], value)
    for name in key_fields(row.model):
        if row.fields.get(name) is None and not fields[name].null:
            row.refuse(f"“{name}” is missing.")


def validate(row: Row, record: Versioned) -> None:
    """Apply the model's own validation. Raises Refused.

    Without the queries for constraints and unique values: the database refuses the same a moment later.
    References have been looked up already.
    """
    try:
        record.full_clean(
            exclude=KEPT_BY_THE_DATABASE | set(row.references()), validate_unique=False, validate_constraints=False
        )
    except ValidationError as error:
        name, errors = next(iter(error.error_dict.items()))
        row.refuse(" ".join(_sentence(row.model._meta.get_field(name), each) for each in errors), name)


def _check_type(row: Row, field: Any, value: Any) -> None:
    wanted: tuple[type, ...]
    wanted, words = next((types, words) for kind, types, words in TYPES if isinstance(field, kind))
    if value is None:
        if not field.null:
            row.refuse(f"“{field.name}” must not be empty; leave it out if nothing is known.", field.name)
    elif not isinstance(value, wanted) or any(not isinstance(item, str) for item in _items(value)):
        row.refuse(words, field.name)


def _items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _sentence(field: Any, error: ValidationError) -> str:
    if error.code == "invalid_choice":
        return f"It must be one of: {', '.join(value for value, _ in field.flatchoices)}."
    if error.code == "blank":
        return f"“{field.name}” must not be empty."
    return " ".join(error.messages)

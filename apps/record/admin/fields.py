"""How columns are edited: text on one line unless it is prose, lists with separators."""

import csv
import io
from typing import Any

from django import forms
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import AdminTextareaWidget, AdminTextInputWidget
from django.contrib.postgres.fields import ArrayField
from django.db import models

from apps.temporal.fields import EdtfField

PROSE = {"note", "statement", "start_reason", "end_reason"}
# Names of people hold commas.
SEPARATORS = {"authors": ";"}


class ListField(forms.CharField):
    """Several texts in one line; an item that holds the separator itself stands in double quotes."""

    def __init__(self, *, separator: str = ",", **options: Any) -> None:
        for unused in ("base_field", "max_length"):  # ArrayField hands them to its own form field
            options.pop(unused, None)
        self.separator = separator
        super().__init__(**options)

    def to_python(self, value: Any) -> Any:
        lines = csv.reader(io.StringIO(super().to_python(value) or ""), delimiter=self.separator, skipinitialspace=True)
        return [item.strip() for line in lines for item in line if item.strip()]

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        text = io.StringIO()
        csv.writer(text, delimiter=self.separator, lineterminator="").writerow(value)
        return _spaced(text.getvalue(), self.separator)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(data) != (initial or [])


def _spaced(line: str, separator: str) -> str:
    """A space after each separator that stands outside quotes."""
    pieces = line.split('"')
    return '"'.join(p if n % 2 else p.replace(separator, f"{separator} ") for n, p in enumerate(pieces))


class PlainFields(BaseModelAdmin):
    """Mix into an admin or an inline: the form fields of this module for the columns they are for."""

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if isinstance(db_field, ArrayField):
            kwargs |= {"form_class": ListField, "separator": SEPARATORS.get(db_field.name, ",")}
            kwargs["widget"] = AdminTextInputWidget(attrs={"class": "vTextField"})
        elif isinstance(db_field, EdtfField):
            kwargs["widget"] = AdminTextInputWidget(attrs={"class": "date-as-text", "size": 24})
        elif isinstance(db_field, models.TextField) and not db_field.choices:
            prose = db_field.name in PROSE
            kwargs["widget"] = AdminTextareaWidget(attrs={"rows": 2}) if prose else AdminTextInputWidget()
        elif isinstance(db_field, models.URLField):
            kwargs["assume_scheme"] = "https"
        return super().formfield_for_dbfield(db_field, request, **kwargs)

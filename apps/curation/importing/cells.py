"""What may stand in a cell: the text that the form of the record takes, with a sentence for what it does not."""

from typing import Any

from django import forms
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models
from import_export.fields import Field
from import_export.widgets import Widget

from apps.record.models import Named
from apps.record.pending.captured import written
from apps.temporal.fields import EdtfField, refused
from apps.temporal.typed import understand

TRUTHS = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
NOT_IMPORTED = {"withdrawn", "withdrawn_reason", "merged_into"}
EVIDENCE = (
    "source", "stance", "locator", "footnote", "as_printed", "asserted_start", "asserted_end", "consulted_on",
)  # fmt: skip


class Cell(Widget):
    """Text to value by the form field of a column, and back."""

    def __init__(self, field: Any, form_field: Any) -> None:
        self.field, self.form_field = field, form_field
        self.names: Any = field.related_model if field.many_to_one or field.one_to_one else None
        self.known: dict[str, Any] | None = None
        self.unknown: set[str] = set()

    def expect(self, texts: set[str]) -> None:
        """TEXTS will be asked about: what the database must say of them is asked at once."""
        if self.names and texts:
            self.known = self._live(texts)
            self.unknown = texts - self.known.keys()
        elif isinstance(self.field, EdtfField):
            refused(map(understand, texts))

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        try:
            return self._cleaned(str(value))
        except ValidationError as refusal:
            raise ValueError(f"“{value}”: {' '.join(refusal.messages)}") from refusal

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, models.Model):
            value = value.serializable_value("slug")
        return "" if value is None else str(self.form_field.prepare_value(value))

    def _cleaned(self, text: str) -> Any:
        if isinstance(self.field, models.BooleanField):
            return truth(text, is_open=self.field.null)
        if self.names:
            return self._named(text)
        if self.field.choices and text and text not in dict(self.field.flatchoices):
            raise ValidationError(f"is none of {', '.join(value for value, _ in self.field.flatchoices)}.")
        return self.form_field.clean(text)

    def _named(self, slug: str) -> Any:
        """The record of SLUG, if it was expected; else it is asked for, since an earlier row may have made it."""
        if not slug:
            return None
        row = (self._live({slug}) if self.known is None else self.known).get(slug)
        if row is None:
            raise ValidationError(f"there is no {self.names._meta.verbose_name} with this slug.")
        return row

    def _live(self, slugs: set[str]) -> dict[str, Any]:
        rows = self.names._default_manager.filter(slug__in=slugs, withdrawn=False)
        return {row.slug: row for row in rows}


def truth(text: str, *, is_open: bool) -> bool | None:
    """What TEXT says: yes or no; nothing where that is open. Raises ValidationError."""
    if not text:
        return None if is_open else False
    if text.lower() not in TRUTHS:
        raise ValidationError("is neither yes nor no.")
    return TRUTHS[text.lower()]


def columns_of(model_admin: Any, request: Any) -> dict[str, Field]:
    """The columns that a file of these records may have."""
    found = [field for field in written(model_admin.model) if field.name not in NOT_IMPORTED]
    found.sort(key=lambda field: field.name != "slug")
    return {field.name: _column(model_admin, request, field) for field in found}


def evidence_of(model_admin: Any, request: Any) -> dict[str, Field]:
    """The columns of the citation that a row may bring; none for records that are cited nowhere."""
    try:
        citation: Any = model_admin.opts.get_field("citations").related_model
    except FieldDoesNotExist:
        return {}
    fields = {field.name: field for field in citation._meta.fields}
    return {name: _column(model_admin, request, fields[name]) for name in EVIDENCE}


def _column(model_admin: Any, request: Any, field: Any) -> Field:
    if field.many_to_one or field.one_to_one:
        form_field: Any = forms.CharField()
    else:
        form_field = model_admin.formfield_for_dbfield(field, request)
        form_field.required = False  # what is missing the record itself says, with all else
    return Field(attribute=field.name, column_name=field.name, widget=Cell(field, form_field))


def is_importable(model: Any) -> bool:
    """Whether rows of MODEL are records with a page of their own, which a slug names."""
    return issubclass(model, Named)

"""How django-import-export reads rows of one kind of record, and writes them as the forms do."""

from contextlib import suppress
from typing import Any

from django.core.exceptions import ValidationError
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import Diff, Resource
from import_export.results import RowResult

from apps.curation.importing.cells import columns_of
from apps.curation.importing.evidence import Evidence
from apps.curation.importing.naming import parts
from apps.curation.importing.rules import Rules
from apps.curation.importing.standing import Standing
from apps.curation.importing.writing import write, write_but_refused
from apps.record.models import Verb

WRITTEN = (RowResult.IMPORT_TYPE_NEW, RowResult.IMPORT_TYPE_UPDATE)


class Cells(Diff):
    """A row as published and as the file has it, cell by cell, as pairs of text."""

    def as_html(self) -> list[Any]:
        before = [""] * len(self.right) if self.new else self.left
        return list(zip(before, self.right, strict=True))


class RecordRows(Resource):
    """The rows of a file of one kind of record, each with one citation at the most.

    A slug names the record; without one the row is new, unless the record of its proposed slug says the same already.
    Rows are written TOGETHER, which takes a few statements; or each for itself, where one builds on another.
    """

    class Meta:
        instance_loader_class = BaseInstanceLoader  # unused: rows are found below
        use_transactions = False  # the changeset is the caller's
        store_instance = True

    def __init__(self, model_admin: Any, request: Any, verb: Verb, *, together: bool) -> None:
        super().__init__()
        self.model_admin, self.model, self.verb, self.together = model_admin, model_admin.model, verb, together
        self.fields = columns_of(model_admin, request)
        self.evidence, self.rules = Evidence(model_admin, request), Rules(self.model)
        self.waiting: list[tuple[Any, bool]] = []

    def get_diff_class(self) -> Any:
        return Cells

    def _check_import_id_fields(self, headers: Any) -> None:
        """A file need not have slugs."""

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        """Ask once for everything that the rows name: a question for each row would be too many."""
        rows = dataset.dict
        self.columns = [name for name in self.fields if name in dataset.headers and name != "slug"]
        for cell in self._cells() if self.together else ():
            cell.expect({row[cell.field.name] for row in rows if row.get(cell.field.name)})
        news = [(self._read(row), row) for row in rows if not row.get("slug")]
        self.standing = Standing(
            self.model,
            slugs={row["slug"] for row in rows if row.get("slug")},
            said=[self._given(new, row) for new, row in news],
            stems=[self._parts(new) for new, _ in news],
        )

    def _cells(self) -> list[Any]:
        return [field.widget for field in (*self.fields.values(), *self.evidence.fields.values())]

    def get_or_init_instance(self, instance_loader: Any, row: Any) -> tuple[Any, bool]:
        if slug := row.get("slug"):
            found = self.standing.named(slug)
            return (found, False) if found else (self.model(slug=slug), True)
        new = self._read(row)
        found = self.standing.saying(self._given(new, row))
        return (found, False) if found else (self.model(slug=self.standing.free_slug(self._parts(new))), True)

    def _read(self, row: Any) -> Any:
        """ROW as a new record, as far as it can be read."""
        new = self.model()
        with suppress(ValidationError):
            super().import_instance(new, row)
        return new

    def _given(self, new: Any, row: Any) -> dict[str, Any]:
        return {name: getattr(new, name, None) for name in self.columns if row[name]}

    def _parts(self, new: Any) -> list[Any]:
        return parts(new, self.model_admin.slug_parts, self.fields)

    def after_init_instance(self, instance: Any, new: bool, row: Any, **kwargs: Any) -> None:
        row["slug"] = instance.slug
        if new:
            for name in [name for name, text in row.items() if text == ""]:
                del row[name]  # an empty cell of a new record leaves what it would have anyway
        instance.citation = None

    def import_instance(self, instance: Any, row: Any, **kwargs: Any) -> None:
        errors: dict[str, Any] = {}
        try:
            super().import_instance(instance, row, **kwargs)
        except ValidationError as refusal:
            errors = refusal.update_error_dict(errors)
        if getattr(instance, "withdrawn", False):
            errors["slug"] = [ValidationError(f"“{instance.slug}” is withdrawn: restore it before changing it.")]
        if self.evidence.is_given(row):
            instance.citation, wrong = self.evidence.read(row, self.standing.citations_of(instance.slug))
            errors |= wrong
        if errors:
            raise ValidationError(errors)

    def skip_row(self, instance: Any, original: Any, row: Any, import_validation_errors: Any = None) -> bool:
        names = [name for name in self.fields if name in row]
        differs = any(getattr(instance, name) != getattr(original, name) for name in names)
        is_new = instance.pk is None and not self.standing.holds(instance)
        return not (import_validation_errors or is_new or differs or instance.citation)

    def validate_instance(
        self, instance: Any, import_validation_errors: Any = None, validate_unique: bool = True
    ) -> None:
        """Hold the row to its fields; to all other rules the database holds those that are written together."""
        errors = dict(import_validation_errors or {})
        if instance.pk is None and self.evidence.fields and not instance.citation:
            errors.setdefault("source", [ValidationError("Every fact needs at least one source: name it.")])
        if errors := self.rules.all_wrong(instance, errors, together=self.together):
            raise ValidationError(errors)

    def do_instance_save(self, instance: Any, is_create: bool) -> None:
        """Write the row with its citation, or let it wait; what the database refuses of it costs the others nothing."""
        if not self.together:
            write([(instance, is_create)], verb=self.verb, columns=self.columns)
        self.waiting.append((instance, is_create))
        self.standing.add(instance)

    def write_together(self, done: Any) -> bool:
        """Write what waits, and tell in the results that are DONE which rows are refused.

        Whether that could be: if a line builds on another, nothing is written, and each is to be written for itself.
        """
        slugs = {row.slug for row, _ in self.waiting}
        if len(slugs) < len(self.waiting) or any(self.model is cell.names and cell.unknown for cell in self._cells()):
            return False
        refused = {
            row.slug: self.rules.why(row, refusal)
            for row, refusal in write_but_refused(self.waiting, verb=self.verb, columns=self.columns)
        }
        for result in done.rows:
            if result.import_type in WRITTEN and result.instance.slug in refused:
                result.import_type, result.validation_error = (
                    RowResult.IMPORT_TYPE_INVALID,
                    refused[result.instance.slug],
                )
        return True

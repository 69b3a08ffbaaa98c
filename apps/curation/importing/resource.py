"""How django-import-export reads rows of one kind of record, and writes them as the forms do."""

from contextlib import suppress
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import Diff, Resource

from apps.curation.importing.cells import columns_of, evidence_of
from apps.record.actions import KEPT_BY_THE_DATABASE
from apps.record.changesets import doing
from apps.record.models import Verb
from apps.record.refusals import check_deferred, explained
from apps.record.slugs import free_slug


class Cells(Diff):
    """A row as published and as the file has it, cell by cell, as pairs of text."""

    def as_html(self) -> list[Any]:
        before = [""] * len(self.right) if self.new else self.left
        return list(zip(before, self.right, strict=True))


class RecordRows(Resource):
    """The rows of a file of one kind of record, each with one citation at the most.

    A slug names the record; without one the row is new, unless the record of its proposed slug says the same already.
    """

    class Meta:
        instance_loader_class = BaseInstanceLoader  # unused: rows are found below
        use_transactions = False  # the changeset is the caller's
        store_instance = True

    def __init__(self, model_admin: Any, request: Any, verb: Verb) -> None:
        super().__init__()
        self.model_admin, self.model, self.verb = model_admin, model_admin.model, verb
        self.fields = columns_of(model_admin, request)
        self.evidence = evidence_of(model_admin, request)

    def get_diff_class(self) -> Any:
        return Cells

    def _check_import_id_fields(self, headers: Any) -> None:
        """A file need not have slugs."""

    def get_or_init_instance(self, instance_loader: Any, row: Any) -> tuple[Any, bool]:
        if slug := row.get("slug"):
            found = self.model._default_manager.filter(slug=slug).first()
            return (found, False) if found else (self.model(slug=slug), True)
        new = self.model()
        with suppress(ValidationError):
            self.import_instance(new, row)
        return self._said_already(new, row) or (self.model(slug=self._proposed(new)), True)

    def _proposed(self, new: Any) -> str:
        return free_slug(self.model, *(self._part(new, part) for part in self.model_admin.slug_parts))

    def _part(self, new: Any, part: str) -> Any:
        """What NEW says under PART, or under whichever of its alternatives is set; PART itself if it is no field."""
        names = [name for name in self.fields if name == part or name.startswith(f"{part}_")]
        return next((getattr(new, name) for name in names if getattr(new, name)), "") if names else part

    def _said_already(self, new: Any, row: Any) -> tuple[Any, bool] | None:
        """The live record that says all that ROW says, if there is one."""
        names = [name for name in self.fields if name in row and name != "slug"]
        given = {name: getattr(new, name) for name in names if row[name]}
        found = self.model._default_manager.filter(**given, withdrawn=False).first() if given else None
        return (found, False) if found else None

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
        if any(row.get(name) for name in self.evidence):
            errors |= self._cite(instance, row)
        if errors:
            raise ValidationError(errors)

    def _cite(self, instance: Any, row: Any) -> dict[str, Any]:
        """Give INSTANCE the citation of ROW, unless it stands already; what is wrong with its cells."""
        reference = self.model._meta.get_field("citations")
        citation, errors = reference.related_model(), {}
        for name, field in self.evidence.items():
            try:
                if row.get(name):
                    field.save(citation, row)
            except ValueError as error:
                errors[name] = [ValidationError(str(error))]
        if not errors and not row.get("source"):
            errors["source"] = [ValidationError("Name the source of which the row says more.")]
        if not errors and not self._is_cited(instance, citation, row):
            instance.citation = citation
        return errors

    def _is_cited(self, instance: Any, citation: Any, row: Any) -> bool:
        reference = self.model._meta.get_field("citations")
        said = {name: getattr(citation, name) for name in self.evidence if row.get(name)}
        live = reference.related_model.objects.filter(**{reference.field.name: instance.slug}, withdrawn=False)
        return bool(instance.pk and live.filter(**said).exists())

    def skip_row(self, instance: Any, original: Any, row: Any, import_validation_errors: Any = None) -> bool:
        names = [name for name in self.fields if name in row]
        differs = any(getattr(instance, name) != getattr(original, name) for name in names)
        is_new = instance.pk is None
        return not (import_validation_errors or is_new or differs or instance.citation)

    def validate_instance(
        self, instance: Any, import_validation_errors: Any = None, validate_unique: bool = True
    ) -> None:
        errors = dict(import_validation_errors or {})
        try:
            with explained(), transaction.atomic():
                instance.full_clean(exclude={*errors, *KEPT_BY_THE_DATABASE}, validate_unique=validate_unique)
        except ValidationError as refusal:
            errors = refusal.update_error_dict(errors)
        if errors:
            raise ValidationError(errors)

    def do_instance_save(self, instance: Any, is_create: bool) -> None:
        """Write the row with its citation; what the database refuses of it costs the other rows nothing."""
        with explained(), transaction.atomic(), doing(Verb.ADD if is_create else self.verb):
            instance.save()
            if instance.citation:
                self._save_citation(instance)
            check_deferred()

    def _save_citation(self, instance: Any) -> None:
        citation, name = instance.citation, self.model._meta.get_field("citations").field.name
        setattr(citation, name, instance)
        citation.slug = free_slug(type(citation), self.model._meta.verbose_name, instance, citation.source)
        citation.full_clean(exclude=KEPT_BY_THE_DATABASE)
        citation.save()

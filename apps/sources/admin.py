"""Sources, and the citations that every room's facts carry."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError

from apps.record.admin import PartFormSet, PartInline, RecordAdmin, free_slug
from apps.sources.models import Citation, Source


@admin.register(Source)
class SourceAdmin(RecordAdmin):
    identity = (
        "title", "authors", ("kind", "language"), ("container", "number"), "publisher", "date_edtf", "url",
        "archived_url",
    )  # fmt: skip
    columns = ("title", "kind", "date_edtf")
    slug_parts = ("title",)
    search_fields = ("slug", "title", "authors", "container", "number")


class CitationFormSet(PartFormSet):
    """The citations of one fact: at least one that stands."""

    def clean(self) -> None:
        super().clean()
        standing = (form for form in self.forms if form.instance.pk or form.has_changed())
        if not any(not form.cleaned_data.get("withdraw") for form in standing if hasattr(form, "cleaned_data")):
            raise ValidationError("Every fact needs at least one source: add a citation.", code="uncited")

    def save_new(self, form: Any, commit: bool = True) -> Any:
        kind = self.instance._meta.verbose_name
        form.instance.slug = free_slug(type(form.instance), kind, self.instance, form.cleaned_data["source"])
        return super().save_new(form, commit)


class CitationInline(PartInline):
    formset = CitationFormSet
    columns = (
        ("source", "stance"),
        ("locator", "footnote", "as_printed"),
        ("asserted_start", "asserted_end", "consulted_on"),
        "note",
    )
    verbose_name = "citation"
    verbose_name_plural = "citations"


def citations(model: type[Citation], fact: str) -> type[CitationInline]:
    """The inline for the citations that a room's table MODEL holds of one kind of FACT."""
    return type(f"{fact.title()}CitationInline", (CitationInline,), {"model": model, "fk_name": fact})

"""The base of every record's admin."""

from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from apps.record.admin.bar import StatusBar
from apps.record.admin.cited import Cited
from apps.record.admin.columns import named, worded
from apps.record.admin.fields import PlainFields
from apps.record.admin.forms import RecordForm
from apps.record.admin.history import HistoryAdmin
from apps.record.admin.saving import OneChangeset, rendered
from apps.record.admin.verbs import Verbs
from apps.record.admin.withdrawal import Withdrawable
from apps.record.pending.writing import within_draft

DATES = (("start_edtf", "end_edtf", "ended"), "start_reason", "end_reason")
DAYS = ("dates", "date_edtf", "on")  # columns
CHECKED = ("note", "verified_on")


class RecordAdmin(OneChangeset, StatusBar, Cited, Verbs, Withdrawable, PlainFields, HistoryAdmin):
    """A list to find records by, a form that saves as one changeset, a history; no deletion.

    A room says what is particular: `identity` (the form's first fields), `columns` (of the list), `ends` (columns
    that name another record, each with the references it may stand in), `slug_parts` (what a slug is proposed
    from), `search_fields` and `inlines`.
    """

    form = RecordForm
    change_form_template = "admin/records/change_form.html"
    view_on_site = False  # the bar has it
    list_per_page = 100
    show_full_result_count = False
    identity: tuple[Any, ...] = ()
    columns: tuple[str, ...] = ()
    ends: ClassVar[dict[str, tuple[str, ...]]] = {}
    slug_parts: tuple[str, ...] = ("name",)

    class Media:
        css = {"all": ["records/admin.css"]}

    def changelist_view(self, request: Any, extra_context: Any = None) -> Any:
        with within_draft(request):
            return rendered(super().changelist_view(request, extra_context))

    def get_fieldsets(self, request: Any, obj: Any = None) -> Any:
        names = {field.name for field in self.opts.get_fields()}
        blocks: list[tuple[Any, Any]] = [(None, (*self.identity, "slug"))]
        if "start_edtf" in names:
            blocks.append(("Dates", DATES))
        if checked := tuple(name for name in CHECKED if name in names):
            blocks.append(("Note", checked))
        if obj is None or self.has_change_permission(request, obj):
            blocks.append(("Why", ("verb", "reason", "version_read") if obj else ("reason",)))
        return [(title, {"fields": fields, "description": "" if title else self._hint()}) for title, fields in blocks]

    def _hint(self) -> str:
        """Which boxes are alternatives, above the boxes."""
        several = [f"exactly one {end}" for end, fields in self.ends.items() if len(fields) > 1]
        return f"Choose {' and '.join(several)}, whatever kind it is." if several else ""

    def get_readonly_fields(self, request: Any, obj: Any = None) -> Any:
        if obj is None:
            return ()
        if self.has_change_permission(request, obj):
            return ("slug",)
        return admin.utils.flatten_fieldsets(self.get_fieldsets(request, obj))

    def get_form(self, request: Any, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        form.slug_parts = self.slug_parts
        form.refusal = getattr(request, "refusal", "")
        return form

    def get_autocomplete_fields(self, request: Any) -> list[str]:
        return [field.name for field in self.opts.fields if field.remote_field]

    def get_list_display(self, request: Any) -> tuple[Any, ...]:
        cited = ("citations",) if self._citations() else ()
        called = () if self.ends else ("slug",)  # where the ends are named, the slug only repeats them
        return (*map(self._column, self.columns), *cited, "published", *called)

    def get_list_select_related(self, request: Any) -> tuple[str, ...]:
        return tuple(field for fields in self.ends.values() for field in fields)

    def title_of(self, row: Any) -> str:
        """What the form of ROW is headed with: for a relation, whom it relates."""
        return " – ".join(named(*end)(row) for end in self.ends.items()) or str(row)

    def called(self, row: Any) -> str:
        """ROW among others of its kind: a relation with what the list says of it besides, such as role and standing."""
        others = [self._column(name) for name in self.columns if self.ends and name not in (*self.ends, *DAYS)]
        words = (each(row) if callable(each) else getattr(row, each) for each in others)
        return ", ".join([self.title_of(row), *(word for word in words if isinstance(word, str) and word)])

    def _column(self, name: str) -> Any:
        if name in self.ends:
            return named(name, self.ends[name])
        chosen = {field.name: field for field in self.opts.fields if field.choices}
        return worded(chosen[name]) if name in chosen else name

    def get_list_filter(self, request: Any) -> list[Any]:
        return [*(field.name for field in self.opts.fields if field.choices), "withdrawn"]

    def get_queryset(self, request: Any) -> Any:
        """With the number of live citations, counted in the same query."""
        rows, citations = super().get_queryset(request), self._citations()
        if citations is None:
            return rows
        live = citations.related_model.objects.filter(**{citations.field.name: OuterRef("slug")}, withdrawn=False)
        count = live.order_by().values(citations.field.name).annotate(count=Count("*")).values("count")
        return rows.annotate(citation_count=Coalesce(Subquery(count), 0))

    def get_search_results(self, request: Any, queryset: Any, search_term: str) -> Any:
        if request.resolver_match.url_name == "autocomplete":
            queryset = queryset.filter(withdrawn=False)  # nothing may point at what is withdrawn
        return super().get_search_results(request, queryset, search_term.replace("\x00", ""))

    def may_curate(self, request: Any) -> bool:
        """Whether this user may change records of this kind at all."""
        return super().has_change_permission(request)

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        """What is withdrawn, and an old version, is shown without inputs.

        Not so when something is posted: a record withdrawn meanwhile must not cost anybody their entries.
        """
        fixed = obj is not None and request.method != "POST" and (obj.withdrawn or hasattr(obj, "_history"))
        return not fixed and self.may_curate(request)

    def _citations(self) -> Any:
        try:
            return self.opts.get_field("citations")
        except FieldDoesNotExist:
            return None

    @admin.display(description="dates", ordering="start_earliest")
    def dates(self, row: Any) -> str:
        return f"{row.start_edtf or '?'} – {row.end_edtf}"

    @admin.display(description="cited", ordering="citation_count")
    def citations(self, row: Any) -> int:
        return row.citation_count

    @admin.display(description="live", boolean=True, ordering="withdrawn")
    def published(self, row: Any) -> bool:
        return not row.withdrawn

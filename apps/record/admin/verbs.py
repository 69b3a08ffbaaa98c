"""One page for what happens in the world: End and what a room adds to it, for one record or many, with the source."""

from functools import partial
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect, RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from apps.record.actions import save
from apps.record.admin.saving import rendered
from apps.record.admin.verb_forms import END, Act
from apps.record.pending.proposing import rehearsed
from apps.record.pending.writing import draft_of, publishes, told, within_draft, writing
from apps.record.refusals import check_deferred, explained
from apps.record.slugs import free_slug

MOST = 200


class Verbs(admin.ModelAdmin):
    """Mix into a ModelAdmin: a page per verb for one record or many, and actions on the list that lead there."""

    acts: ClassVar[dict[str, Act]] = {}

    def get_urls(self) -> list[Any]:
        name, wrap = f"{self.opts.app_label}_{self.opts.model_name}", self.admin_site.admin_view
        pages = [
            path(f"verb/{each}/", wrap(partial(self.verb_view, name=each)), name=f"{name}_{each}")
            for each in self.acts_here()
        ]
        return pages + super().get_urls()

    def acts_here(self) -> dict[str, Act]:
        dated = any(field.name == "end_edtf" for field in self.opts.fields)
        return ({"end": END} if dated else {}) | self.acts

    def verbs_of(self, row: Any) -> list[dict[str, str]]:
        return [
            {"label": act.label, "address": self._address(name, [row.pk])} for name, act in self.acts_here().items()
        ]

    def get_actions(self, request: Any) -> Any:
        found = super().get_actions(request)
        if self.has_change_permission(request):
            for name, act in self.acts_here().items():
                found[name] = (partial(_go, name=name), name, f"{act.label}…")
        return found

    def verb_view(self: Any, request: Any, name: str) -> Any:
        if not self.may_curate(request):
            raise PermissionDenied
        act = self.acts_here()[name]
        keys = [key for key in request.GET.get("ids", "").split(",") if key.isascii() and key.isdecimal()][:MOST]
        with within_draft(request):
            found = self.get_queryset(request).select_related(*self.get_list_select_related(request))
            rows = list(found.filter(pk__in=keys, withdrawn=False).order_by("slug"))
            form = self._form(act, request, rows)
            is_valid = request.method == "POST" and form.is_valid()  # a source may be in the draft as yet
        if not rows:
            return HttpResponseRedirect(reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"))
        preview: list[str] = []
        if is_valid:
            try:
                if "_preview" not in request.POST:
                    return self._perform(request, act, rows, form.cleaned_data)
                preview = self._rehearse(request, act, rows, form.cleaned_data)
            except ValidationError as refusal:
                form.add_error(None, refusal)
        names = self.opts.verbose_name if len(rows) == 1 else f"{len(rows)} {self.opts.verbose_name_plural}"
        context = self.admin_site.each_context(request) | {
            "title": f"{act.label}: {names}", "opts": self.opts, "form": form, "act": act,
            "rows": [self.reads(row) for row in rows],
            "preview": preview, "publishes": publishes(request), "media": self.media + form.media,
        }  # fmt: skip
        return rendered(TemplateResponse(request, "admin/records/verb.html", context))

    def _form(self, act: Act, request: Any, rows: list[Any]) -> Any:
        form = act.form(request.POST if request.method == "POST" else None)
        if source := self._source():
            chooser = AutocompleteSelect(source, self.admin_site)
            widget = RelatedFieldWidgetWrapper(chooser, source.remote_field, self.admin_site)
            live = source.related_model.objects.filter(withdrawn=False)
            form.fields["source"] = forms.ModelChoiceField(live, widget=widget, to_field_name="slug", label="Source")
            names = [name for name in form.fields if name != "source"]
            names.insert(names.index("locator"), "source")
            form.order_fields(names)
        if len(rows) == 1 and not form.is_bound:
            form.initial = {name: getattr(rows[0], name, "") for name in form.fields if name in ("role", "standing")}
        return form

    def _source(self) -> Any:
        """The field by which a citation of these records names its source."""
        citations: Any = self._citations()
        return citations.related_model._meta.get_field("source") if citations else None

    def _perform(self, request: Any, act: Act, rows: list[Any], entries: dict[str, Any]) -> Any:
        with explained(), writing(request, reason=entries["reason"], verb=act.verb) as outcome:
            self._do(request, act, rows, entries)
        back = f"admin:{self.opts.app_label}_{self.opts.model_name}_"
        page = reverse(f"{back}change", args=[rows[0].pk]) if len(rows) == 1 else reverse(f"{back}changelist")
        return told(request, outcome, HttpResponseRedirect(page))

    def _rehearse(self, request: Any, act: Act, rows: list[Any], entries: dict[str, Any]) -> list[str]:
        """How the records would read."""
        draft = draft_of(request)
        with explained(), rehearsed(user=request.user, changes=draft.changes.all() if draft else ()):
            touched = self._do(request, act, rows, entries)
            named = self._named([row.pk for row in touched])
            return [self.reads(named[row.pk]) for row in touched]

    def _named(self: Any, keys: list[int]) -> dict[int, Any]:
        """The rows with these keys as they stand now, with what they are called after."""
        return self.model._default_manager.select_related(*self.get_list_select_related(None)).in_bulk(keys)

    def _do(self, request: Any, act: Act, rows: list[Any], entries: dict[str, Any]) -> list[Any]:
        """Carry it out on each row as it stands now; the rows touched, in order."""
        touched: dict[Any, Any] = {}
        for each in rows:
            row = self.model._default_manager.get(pk=each.pk)
            done = act.carry_out(row=row, **entries)
            self._cite(done, act, entries)
            touched |= {row.pk: row, done.pk: done}
        check_deferred()
        return list(touched.values())

    def _cite(self, row: Any, act: Act, entries: dict[str, Any]) -> None:
        citations: Any = self._citations()
        if citations is None:
            return
        model, source = citations.related_model, entries["source"]
        save(
            model(
                slug=free_slug(model, row._meta.verbose_name, row, source),
                source=source,
                locator=entries["locator"],
                as_printed=entries["as_printed"],
                **{citations.field.name: row, act.asserts: entries["effective"]},
            )
        )

    def reads(self: Any, row: Any) -> str:
        """ROW in a sentence: what it is called, and when it is in force."""
        end = row.end_edtf or "no end known"
        if followed := getattr(row, "followed_from", ""):
            end = f"the day before {followed}"
        return f"{self.called(row)}: {row.start_edtf or 'start unknown'} to {end}"

    def _address(self, name: str, keys: list[Any]) -> str:
        page = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}")
        return f"{page}?ids={','.join(map(str, keys))}"

    def _citations(self) -> Any:
        raise NotImplementedError  # by the admin that this is mixed into


def _go(model_admin: Any, request: Any, queryset: Any, *, name: str) -> Any:
    """The page of a verb for the rows chosen on the list."""
    keys = list(queryset.values_list("pk", flat=True)[:MOST])
    return HttpResponseRedirect(model_admin._address(name, keys))

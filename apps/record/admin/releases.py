"""Changesets, to read and to undo; releases, to read and to name."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from apps.record.admin.fields import PlainFields
from apps.record.admin.forms import ReasonForm
from apps.record.called import called, row_of
from apps.record.models import Changeset, PendingChangeset, Release, Verb
from apps.record.pending.captured import captured
from apps.record.pending.undoing import undo
from apps.record.pending.writing import told, writing
from apps.record.refusals import explained

SHOWN = 200


class Kept:
    """Mix into a ModelAdmin: what is written stays as it is."""

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        return False


@admin.register(Changeset)
class ChangesetAdmin(Kept, admin.ModelAdmin):
    """What each changeset did; it is undone by another one, which goes through review like any other."""

    list_display = ("number", "instant", "author", "approved_by", "reason")
    search_fields = ("=number", "author", "approved_by", "reason")
    ordering = ("-number",)

    def has_add_permission(self, request: Any) -> bool:
        return False

    def changeform_view(
        self, request: Any, object_id: Any = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        if object_id is None or not self.has_view_permission(request):
            raise PermissionDenied
        made = self.get_object(request, unquote(object_id))
        if made is None:
            return HttpResponseRedirect(reverse("admin:record_changeset_changelist"))
        form = ReasonForm(request.POST if request.method == "POST" else None)
        if form.is_bound:
            if not request.user.has_perm("record.view_pendingchangeset"):
                raise PermissionDenied
            if form.is_valid() and (answer := self._undo(request, made, form)):
                return answer
        done = captured(made.number)
        rows = [row_of(each.model, each.row) for each in done[:SHOWN]]
        words = called(self.admin_site, rows)
        listed = [(each, words.get(row, each.slug)) for each, row in zip(done, rows, strict=False)]
        context = self.admin_site.each_context(request) | {
            "title": f"Changeset {made.number}", "subtitle": made.reason, "opts": self.opts, "original": made,
            "form": form, "done": listed, "count": len(done), "media": self.media,
            "proposal": PendingChangeset.objects.filter(changeset=made).first(),
        }  # fmt: skip
        return TemplateResponse(request, "admin/records/changeset.html", context)

    def _undo(self, request: Any, made: Changeset, form: ReasonForm) -> Any:
        only = [_pair(value) for value in request.POST.getlist("only")] or None
        try:
            reason = f"Undo of changeset {made.number}: {form.cleaned_data['reason']}"
            with explained(), writing(request, reason=reason, verb=Verb.CORRECT) as outcome:
                undo(number=made.number, only=only)
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return None
        return told(request, outcome, HttpResponseRedirect(reverse("admin:record_changeset_changelist")))


def _pair(value: str) -> tuple[str, int]:
    label, _, key = value.partition(":")
    return label, int(key) if key.isascii() and key.isdecimal() else 0


HOW = (
    "A release names a changeset for ever: neither is changed or removed again. Its files are made by whoever runs the "
    "site, with “manage.py release” and the name; then they stand at the address of the release, below /releases/."
)


@admin.register(Release)
class ReleaseAdmin(Kept, PlainFields, admin.ModelAdmin):
    list_display = ("name", "changeset_id", "title", "named_at")
    search_fields = ("name", "title")
    fieldsets = ((None, {"fields": ("name", "changeset", "title", "note"), "description": HOW}),)
    autocomplete_fields = ("changeset",)
    ordering = ("-named_at",)

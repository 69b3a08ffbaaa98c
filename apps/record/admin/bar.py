"""What stands under the title of a record's form, and “verified today”."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import NoReverseMatch, path, reverse
from django.utils.timezone import localdate

from apps.record.actions import save
from apps.record.models import Changeset, PendingChangeset, Verb
from apps.record.pending.writing import publishes, told, within_draft, writing

REASON = "Checked against its sources, and found to be so."


class StatusBar(admin.ModelAdmin):
    """Mix into a ModelAdmin: how the record stands, and a button for having checked it."""

    def get_urls(self) -> list[Any]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_verified"
        page = path("<path:object_id>/verified/", self.admin_site.admin_view(self.verified_view), name=name)
        return [page, *super().get_urls()]

    def render_change_form(self: Any, request: Any, context: Any, *args: Any, **kwargs: Any) -> Any:
        row = kwargs.get("obj")
        context["publishes"] = publishes(request)
        if row is not None and not hasattr(row, "_history"):
            context |= {"bar": self._bar(row), "verbs": self.verbs_of(row), "subtitle": self.title_of(row)}
        return super().render_change_form(request, context, *args, **kwargs)

    def _bar(self, row: Any) -> dict[str, Any]:
        version = row.history.order_by("-opened", "-history_id").values("opened")[:1]
        label = row._meta.label_lower
        waiting = PendingChangeset.objects.filter(changes__model=label, changes__row=row.pk, state="in-review")
        return {
            "cited": getattr(row, "citation_count", None),
            "verified": hasattr(row, "verified_on") and not row.withdrawn,
            "last": Changeset.objects.filter(number__in=version).first(),
            "site": site_address(row),
            "pending": waiting.distinct(),
        }

    def verified_view(self: Any, request: Any, object_id: str) -> Any:
        """Note that the record was checked today."""
        if not self.may_curate(request):
            raise PermissionDenied
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        with within_draft(request):
            row = self.get_object(request, unquote(object_id))
        if row is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if row.withdrawn or not hasattr(row, "verified_on"):
            raise PermissionDenied
        with writing(request, reason=REASON, verb=Verb.CORRECT) as outcome:
            row = self.get_object(request, str(row.pk))
            row.verified_on = localdate()
            save(row)
        address = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[row.pk])
        return told(request, outcome, HttpResponseRedirect(address))


def site_address(row: Any) -> str:
    """The page of ROW that everybody can read; empty where a record has none of its own."""
    try:
        return reverse(f"explorer:{row._meta.verbose_name.replace(' ', '-')}", args=[row.slug])
    except NoReverseMatch:
        return ""

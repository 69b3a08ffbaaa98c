"""The history pages: one timeline of a record with its parts, any two versions compared, and undoing."""

from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse
from simple_history.admin import SimpleHistoryAdmin

from apps.record.admin.timeline import differences, timeline
from apps.record.models import PendingChangeset


class HistoryAdmin(SimpleHistoryAdmin):
    """Which changeset made each version, by whom, why, with which verb, approved by whom."""

    object_history_form_template = "admin/records/version.html"

    def history_view(self, request: Any, object_id: str, extra_context: Any = None) -> Any:
        row = self.get_object(request, unquote(object_id))
        if row is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        context = self.admin_site.each_context(request) | {
            "title": f"History of {self.opts.verbose_name}", "subtitle": self.called(row),
            "opts": self.opts, "original": row,
            "entries": timeline(row), "compared": self._compared(request, row), "chosen": request.GET,
            "pending": PendingChangeset.objects.filter(changes__model=row._meta.label_lower, changes__row=row.pk)
            .distinct().select_related("author__profile"),
            "media": self.media,
        }  # fmt: skip
        return TemplateResponse(request, "admin/records/history.html", context)

    def _compared(self, request: Any, row: Any) -> Any:
        """Old, new and their differences, where two versions were chosen."""
        keys = [request.GET.get(name, "") for name in ("old", "new")]
        if not all(key.isascii() and key.isdecimal() and len(key) < 19 for key in keys):
            return None
        found = row.history.filter(id=row.pk).in_bulk([int(key) for key in keys])
        if len(found) != len(set(keys)):
            return None
        old, new = (found[int(key)] for key in keys)
        return {"old": old, "new": new, "differences": differences(type(row), old, new)}

    def history_form_view(self, request: Any, object_id: str, version_id: str, extra_context: Any = None) -> Any:
        """An old version, to look at. simple-history would save what is posted here, revert switched off or not."""
        if request.method not in ("GET", "HEAD"):
            raise PermissionDenied
        if not (object_id.isdecimal() and version_id.isdecimal()):
            raise Http404("No such version.")
        return super().history_form_view(request, object_id, version_id, extra_context)

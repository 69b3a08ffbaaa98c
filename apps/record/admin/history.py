"""The history pages: simple-history's, read-only, with what the database wrote into every version."""

from itertools import pairwise
from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Subquery
from django.http import Http404
from simple_history.admin import SimpleHistoryAdmin

from apps.record.actions import KEPT_BY_THE_DATABASE
from apps.record.models import Changeset


class HistoryAdmin(SimpleHistoryAdmin):
    """Which changeset made each version, by whom, why, with which verb."""

    object_history_list_template = "admin/records/history_list.html"
    object_history_form_template = "admin/records/version.html"

    def get_history_queryset(self, request: Any, history_manager: Any, pk_name: str, object_id: Any) -> Any:
        author = Changeset.objects.filter(number=OuterRef("opened")).values("author")
        return history_manager.filter(**{pk_name: object_id}).annotate(author=Subquery(author))

    def set_history_delta_changes(self, request: Any, historical_records: Any, **kwargs: Any) -> None:
        """What was edited; not what the database computed from it."""
        computed = {f.name for f in self.model._meta.fields if f.generated} | KEPT_BY_THE_DATABASE
        versions = list(historical_records)
        for version, former in pairwise(versions):
            delta = version.diff_against(former, excluded_fields=computed, foreign_keys_are_objs=False)
            helper = self.get_historical_record_context_helper(request, version)
            version.history_delta_changes = helper.context_for_delta_changes(delta)

    def history_view(self, request: Any, object_id: str, extra_context: Any = None) -> Any:
        if self.get_object(request, unquote(object_id)) is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        return super().history_view(request, object_id, extra_context)

    def history_form_view(self, request: Any, object_id: str, version_id: str, extra_context: Any = None) -> Any:
        """An old version, to look at. simple-history would save what is posted here, revert switched off or not."""
        if request.method not in ("GET", "HEAD"):
            raise PermissionDenied
        if not (object_id.isdecimal() and version_id.isdecimal()):
            raise Http404("No such version.")
        return super().history_form_view(request, object_id, version_id, extra_context)

"""The admin site: its first page is the desk, and what it offers for reference includes one's own draft."""

from typing import Any

from django.contrib.admin import AdminSite

from apps.record.pending.writing import draft_of, within_draft


class BackOffice(AdminSite):
    site_header = site_title = "eudefence"
    index_title = "Desk"

    def each_context(self, request: Any) -> dict[str, Any]:
        return super().each_context(request) | {"draft_at_hand": draft_of(request)}

    def autocomplete_view(self, request: Any) -> Any:
        with within_draft(request):
            return super().autocomplete_view(request)

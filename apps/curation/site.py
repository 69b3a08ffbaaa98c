"""The admin site: its first page is the desk, and what it shows and offers includes one's own draft."""

from functools import partial
from typing import Any

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse

from apps.curation.desk import desk
from apps.curation.finding import found, withdrawn
from apps.curation.second_factor import is_asked_for, second_factor_view
from apps.curation.similar import similar
from apps.record.models import PendingChangeset
from apps.record.pending.writing import draft_of, within_draft
from apps.temporal.words import in_words

MAY_CURATE = "record.view_pendingchangeset"


def for_curators(view: Any) -> Any:
    """VIEW, for those who curate."""

    def guarded(request: Any) -> Any:
        if not request.user.has_perm(MAY_CURATE):
            raise PermissionDenied
        return view(request)

    return guarded


class BackOffice(AdminSite):
    site_header = site_title = "eudefence"
    index_title = "Desk"
    index_template = "admin/desk.html"

    def get_urls(self) -> list[Any]:
        from apps.curation.pages import PAGES  # not above: they use admins, which register on this site

        own = {
            "date": self.date_view,
            "search": self.search_view,
            "similar": self.similar_view,
            "withdrawn": self.withdrawn_view,
        } | {name: partial(view, self) for name, view in PAGES.items()}
        pages = [
            path(f"{name.replace('_', '/')}/", self.admin_view(for_curators(view)), name=name)
            for name, view in own.items()
        ]
        second = path("second-factor/", super().admin_view(partial(second_factor_view, self)), name="second_factor")
        return [second, *pages, *super().get_urls()]

    def each_context(self, request: Any) -> dict[str, Any]:
        context = super().each_context(request)
        if not request.user.is_authenticated or not request.user.has_perm(MAY_CURATE):
            return context
        judged = PendingChangeset.objects.filter(author=request.user, seen_by_author=False)
        return context | {"may_curate": True, "draft_at_hand": draft_of(request), "judged_count": judged.count()}

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """VIEW, once a second factor was shown by those who have one or need one."""

        def guarded(request: Any, *args: Any, **kwargs: Any) -> Any:
            leaves = request.resolver_match.url_name == "logout"
            if self.has_permission(request) and not leaves and is_asked_for(request.user):
                return HttpResponseRedirect(reverse("admin:second_factor"))
            return view(request, *args, **kwargs)

        return super().admin_view(guarded, cacheable)

    def index(self, request: Any, extra_context: Any = None) -> Any:
        shown = desk(self, request.user) if request.user.has_perm(MAY_CURATE) else {}
        return super().index(request, {**shown, **(extra_context or {})})

    def autocomplete_view(self, request: Any) -> Any:
        with within_draft(request):
            return super().autocomplete_view(request)

    def date_view(self, request: Any) -> Any:
        """What a date that is being typed means, in words."""
        try:
            return JsonResponse({"words": in_words(request.GET.get("text", "")[:60])})
        except ValidationError as refusal:
            return JsonResponse({"error": " ".join(refusal.messages)})

    def search_view(self, request: Any) -> Any:
        """What the palette shows: lines as JSON, or as a page where there is no script."""
        text = request.GET.get("q", "")
        with within_draft(request):
            lines = found(self, request, text)
        if request.accepts("text/html"):
            context = self.each_context(request) | {"title": "Search", "lines": lines, "text": text}
            return TemplateResponse(request, "admin/search.html", context)
        return JsonResponse({"lines": lines})

    def similar_view(self, request: Any) -> Any:
        """Records like the one that is being added."""
        kinds = {model._meta.label_lower: each for model, each in self._registry.items()}
        model_admin = kinds.get(request.GET.get("model", ""))
        if model_admin is None or not hasattr(model_admin, "may_curate"):
            raise Http404("No such kind of record.")
        with within_draft(request):
            return JsonResponse({"similar": similar(model_admin, request.GET.dict())})

    def withdrawn_view(self, request: Any) -> Any:
        """Everything that is withdrawn, to be read and restored."""
        context = self.each_context(request) | {"title": "Withdrawn records", "kinds": withdrawn(self, request)}
        return TemplateResponse(request, "admin/withdrawn.html", context)

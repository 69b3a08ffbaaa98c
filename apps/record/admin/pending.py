"""The pages on which proposals are found, read, judged and worked at."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from apps.record.admin.acts import ACTS, unknown
from apps.record.admin.releases import Kept
from apps.record.admin.shown import shown
from apps.record.models import Clock, PendingChangeset, State
from apps.record.pending import reviewing
from apps.record.pending.applying import failing
from apps.record.pending.proposing import rehearsed
from apps.record.pending.writing import draft_of

HERE = "admin:record_pendingchangeset_change"


@admin.register(PendingChangeset)
class PendingChangesetAdmin(Kept, admin.ModelAdmin):
    """A list of proposals; each has one page, on which everything is done with it."""

    list_display = ("reason", "state", "author", "reviewer", "moved_at")
    list_filter = ("state", ("author", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("author", "reviewer")
    search_fields = ("reason", "author__username", "changes__slug")
    show_full_result_count = False
    ordering = ("-moved_at",)

    class Media:
        css = {"all": ["records/admin.css"]}
        js = ["records/review.js"]

    def has_add_permission(self, request: Any) -> bool:
        return False

    def changeform_view(
        self, request: Any, object_id: Any = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        if object_id is None or not self.has_view_permission(request):
            raise PermissionDenied
        pending = self.get_object(request, unquote(object_id))
        if pending is None:
            messages.warning(request, "There is no such proposal.")
            return HttpResponseRedirect(reverse("admin:record_pendingchangeset_changelist"))
        if request.method == "POST":
            return self._judge(request, pending)
        if pending.author_id == request.user.pk and not pending.seen_by_author:
            PendingChangeset.objects.filter(pk=pending.pk).update(seen_by_author=True)
        return TemplateResponse(request, "admin/records/pending.html", self._context(request, pending))

    def _judge(self, request: Any, pending: PendingChangeset) -> Any:
        act = ACTS.get(request.POST.get("act", ""), unknown)
        try:
            messages.success(request, act(request, pending))
        except ValidationError as refusal:
            for sentence in refusal.messages:
                messages.error(request, sentence)
            context = self._context(request, pending) | {"note": request.POST.get("note", "")}
            return TemplateResponse(request, "admin/records/pending.html", context)
        return HttpResponseRedirect(self._next(request, pending))

    def _next(self, request: Any, pending: PendingChangeset) -> str:
        """A reviewer goes on to the next that waits; everybody else stays."""
        if request.POST.get("act") in ("approve", "return"):
            waiting = PendingChangeset.objects.filter(state=State.IN_REVIEW).exclude(hands__contains=[request.user.pk])
            following = waiting.order_by("moved_at").first()
            return reverse(HERE, args=[following.pk]) if following else reverse("admin:index")
        return reverse(HERE, args=[pending.pk])

    def _context(self, request: Any, pending: PendingChangeset) -> dict[str, Any]:
        changes = shown(self.admin_site, pending)
        may_judge = reviewing.may_review(request.user) and pending.state == State.IN_REVIEW
        own = pending.author_id == request.user.pk
        return self.admin_site.each_context(request) | {
            "title": "Review" if may_judge else "Proposal",
            "subtitle": pending.reason,
            "opts": self.opts,
            "original": pending,
            "changes": changes,
            "rules": _rules(request, pending),
            "contested": any(each.compared.contested for each in changes),
            "may_judge": may_judge,
            "may_approve": may_judge and request.user.pk not in pending.hands,
            "may_take_over": not own and pending.is_open and reviewing.may_review(request.user),
            "own": own,
            "at_hand": draft_of(request) == pending,
            "notes": pending.notes.all(),
            "around": _around(request, pending),
            "media": self.media,
        }


def _rules(request: Any, pending: PendingChangeset) -> list[str]:
    """What would refuse the proposal if it were published now; asked once for each changeset, since it is long work."""
    if not pending.is_open:
        return []
    newest = Clock.objects.get().number
    if pending.rules_at != newest:
        with rehearsed(user=request.user):
            pending.rules = failing(pending.changes.all())
        kept = {"rules": pending.rules, "rules_at": newest}
        PendingChangeset.objects.filter(pk=pending.pk, moved_at=pending.moved_at).update(**kept)
    return pending.rules


def _around(request: Any, pending: PendingChangeset) -> dict[str, Any]:
    """Addresses of the proposals that waited longer and shorter than this one."""
    waiting = PendingChangeset.objects.filter(state=State.IN_REVIEW).exclude(pk=pending.pk)
    before = waiting.filter(moved_at__lt=pending.moved_at).order_by("-moved_at").first()
    after = waiting.filter(moved_at__gte=pending.moved_at).order_by("moved_at").first()
    return {name: reverse(HERE, args=[each.pk]) for name, each in {"previous": before, "next": after}.items() if each}

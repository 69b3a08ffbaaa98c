"""The palette: everything one may see, and what one may do, by a few letters."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.urls import reverse

from apps.record.models import PendingChangeset, State

EACH, MOST = 6, 40
# Things before what is said of them.
FIRST = ("actor", "format", "instrument", "legalbasis", "partnership", "proposal", "membership")


@dataclass(frozen=True)
class Found:
    """One line of the palette."""

    text: str
    kind: str
    address: str


def found(site: Any, request: Any, text: str) -> list[dict[str, str]]:
    """What TEXT may mean to the request's user: things to do, then proposals, then records."""
    text = text.strip().replace("\x00", "")[:100]
    if not text:
        return []
    lines = [*_verbs(site, request, text), *_proposals(request, text), *_records(site, request, text)]
    return [asdict(line) for line in lines[:MOST]]


def _admins(site: Any) -> list[Any]:
    """The admins of records, those of things first."""
    admins = [each for each in site._registry.values() if hasattr(each, "may_curate")]
    ranks = {name: rank for rank, name in enumerate(FIRST)}
    return sorted(admins, key=lambda each: ranks.get(each.opts.model_name, len(FIRST)))


def _verbs(site: Any, request: Any, text: str) -> Iterator[Found]:
    words = text.lower()
    for each in _admins(site):
        name = f"{each.opts.app_label}_{each.opts.model_name}"
        if words in f"add {each.opts.verbose_name}" and each.has_add_permission(request):
            yield Found(f"Add {each.opts.verbose_name}", "do", reverse(f"admin:{name}_add"))
        if words in f"list {each.opts.verbose_name_plural}" and each.has_view_permission(request):
            yield Found(f"List {each.opts.verbose_name_plural}", "do", reverse(f"admin:{name}_changelist"))


def _proposals(request: Any, text: str) -> Iterator[Found]:
    if request.user.has_perm("record.view_pendingchangeset"):
        for pending in PendingChangeset.objects.filter(reason__icontains=text).exclude(state=State.WITHDRAWN)[:EACH]:
            address = reverse("admin:record_pendingchangeset_change", args=[pending.pk])
            yield Found(pending.reason, f"proposal, {pending.state}", address)


def _records(site: Any, request: Any, text: str) -> Iterator[Found]:
    for each in _admins(site):
        if not each.has_view_permission(request):
            continue
        rows, _ = each.get_search_results(request, each.model._default_manager.filter(withdrawn=False), text)
        for row in rows.order_by("slug")[:EACH]:
            address = reverse(f"admin:{each.opts.app_label}_{each.opts.model_name}_change", args=[row.pk])
            yield Found(str(row), str(each.opts.verbose_name), address)


def withdrawn(site: Any, request: Any) -> list[dict[str, Any]]:
    """The records that are withdrawn, by kind, newest first; each with the way to restore it."""
    kinds = [_withdrawn(each) for each in _admins(site) if each.has_view_permission(request)]
    return [kind for kind in kinds if kind["rows"]]


def _withdrawn(model_admin: Any) -> dict[str, Any]:
    opts = model_admin.opts
    name = f"admin:{opts.app_label}_{opts.model_name}"
    rows = model_admin.model._default_manager.filter(withdrawn=True).order_by("-pk")[:MOST]
    return {
        "kind": opts.verbose_name_plural,
        "all": f"{reverse(f'{name}_changelist')}?withdrawn__exact=1",
        "rows": [(row, *(reverse(f"{name}_{act}", args=[row.pk]) for act in ("change", "restore"))) for row in rows],
    }

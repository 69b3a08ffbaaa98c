"""The pages on which duplicates are found and merged."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from apps.curation.desk import address_of
from apps.curation.merging.pairs import Twins, name_of, pairs, twins
from apps.record.actions import merge, references_to, save
from apps.record.admin.forms import ReasonForm
from apps.record.called import called
from apps.record.changesets import doing
from apps.record.models import Named, Verb
from apps.record.pending.captured import written
from apps.record.pending.writing import publishes, told, within_draft, writing
from apps.record.refusals import explained

OURS = {"slug", "withdrawn", "withdrawn_reason", "merged_into"}


def kinds(site: Any) -> dict[str, Any]:
    """The admins of records that have names, by label."""
    admins = [each for each in site._registry.values() if hasattr(each, "may_curate")]
    return {
        each.model._meta.label_lower: each for each in admins if issubclass(each.model, Named) and name_of(each.model)
    }


def duplicates_view(site: Any, request: Any) -> Any:
    """Pairs of one kind, most alike first."""
    offered = kinds(site)
    chosen = request.GET.get("model", "actors.actor")
    if chosen not in offered:
        raise Http404("No such kind of record.")
    with within_draft(request):
        found = [(pair, _address(chosen, pair.other, pair.one)) for pair in pairs(offered[chosen].model)]
    context = site.each_context(request) | {
        "title": "Duplicates", "kinds": {label: each.opts.verbose_name_plural for label, each in offered.items()},
        "chosen": chosen, "pairs": found,
    }  # fmt: skip
    return TemplateResponse(request, "admin/duplicates.html", context)


def merge_view(site: Any, request: Any) -> Any:
    """Two records side by side: which value stands in each field, and what goes along."""
    model_admin = kinds(site).get(request.GET.get("model", ""))
    if model_admin is None:
        raise Http404("No such kind of record.")
    if not model_admin.may_curate(request):
        raise PermissionDenied
    form = ReasonForm(request.POST if request.method == "POST" else None)
    with within_draft(request):
        try:
            loser, survivor = _two(model_admin.model, request.GET)
        except ValidationError as refusal:
            messages.warning(request, refusal.messages[0])
            return HttpResponseRedirect(f"{reverse('admin:duplicates')}?model={model_admin.model._meta.label_lower}")
        found = references_to(loser)
        both, pointing = twins(found, survivor), [row for row, _ in found]
        words = called(site, [*pointing, *(each.survivor for each in both)])
        fields = _fields(loser, survivor)
    if form.is_valid():
        try:
            return _merged(request, loser, survivor, fields, both, form.cleaned_data["reason"])
        except ValidationError as refusal:
            form.add_error(None, refusal)
    label = model_admin.model._meta.label_lower
    context = site.each_context(request) | {
        "title": f"Merge {model_admin.opts.verbose_name_plural}", "loser": loser, "survivor": survivor, "form": form,
        "fields": [(f, getattr(survivor, f.attname), getattr(loser, f.attname)) for f in fields],
        "twins": [(each, words[each.loser], words[each.survivor]) for each in both],
        "pointing": [words[row] for row in pointing],
        "publishes": publishes(request), "swapped": _address(label, survivor, loser),
        "taken": request.POST.getlist("take"), "along": request.POST.getlist("along"),
    }  # fmt: skip
    return TemplateResponse(request, "admin/merge.html", context)


def _merged(request: Any, loser: Any, survivor: Any, fields: list[Any], both: list[Twins], reason: str) -> Any:
    taken = [field for field in fields if field.name in request.POST.getlist("take")]
    along = [(each.loser, each.survivor) for each in both if each.key in request.POST.getlist("along")]
    with explained(), writing(request, reason=reason, verb=Verb.MERGE) as outcome:
        merge(loser=loser, survivor=survivor, reason=reason, along=along, user=request.user)
        if taken:
            _take(loser, survivor, taken)
    return told(request, outcome, HttpResponseRedirect(address_of(survivor)))


def _take(loser: Any, survivor: Any, fields: list[Any]) -> None:
    """Let the survivor say what the loser said in FIELDS."""
    now = type(survivor).objects.get(pk=survivor.pk)
    for field in fields:
        setattr(now, field.attname, getattr(loser, field.attname))
    with doing(Verb.CORRECT):
        save(now)


def _fields(loser: Any, survivor: Any) -> list[Any]:
    """The fields in which the two differ."""
    model: Any = type(loser)
    found = [field for field in written(model) if field.name not in OURS]
    return [field for field in found if getattr(loser, field.attname) != getattr(survivor, field.attname)]


def _two(model: Any, asked: Any) -> tuple[Any, Any]:
    """The records whose slugs are ASKED for. Raises ValidationError."""
    loser, survivor = (asked.get(name, "").strip() for name in ("loser", "survivor"))
    rows = {row.slug: row for row in model.objects.filter(slug__in=[loser, survivor], withdrawn=False)}
    for slug in (loser, survivor):
        if slug not in rows:
            raise ValidationError(f"No {model._meta.verbose_name} has the slug “{slug}”, or it is withdrawn.")
    if loser == survivor:
        raise ValidationError(f"“{loser}” cannot be merged into itself: name another.")
    return rows[loser], rows[survivor]


def _address(label: str, loser: Any, survivor: Any) -> str:
    names = {"model": label, "loser": loser.slug, "survivor": survivor.slug}
    return f"{reverse('admin:merge')}?{urlencode(names)}"

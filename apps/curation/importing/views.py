"""The pages of an import: send a file, see what it would do cell by cell, propose the lines that are right."""

import csv
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from apps.curation.importing.carrying_out import check, lines_of
from apps.curation.importing.cells import columns_of, evidence_of, is_importable
from apps.curation.importing.reading import read
from apps.curation.models import Import
from apps.record.admin.forms import VERBS_OF_A_CHANGE, ReasonForm
from apps.record.models import Verb
from apps.record.pending.proposing import rehearsed
from apps.record.pending.writing import draft_of, publishes, told, writing
from apps.record.refusals import explained

SHOWN = 10


class ProposeForm(ReasonForm):
    """Why the file is taken, and what its changes of standing records are."""

    verb = forms.ChoiceField(
        label="What its changes are",
        choices=[(verb.value, verb.label) for verb in VERBS_OF_A_CHANGE],
        initial=Verb.CORRECT,
        help_text="Of records that are there already; what is new is added.",
    )


def kinds(site: Any, request: Any) -> dict[str, Any]:
    """The admins of the records that this request's user may import, by label."""
    admins = [each for each in site._registry.values() if hasattr(each, "may_curate") and is_importable(each.model)]
    return {each.model._meta.label_lower: each for each in admins if each.has_add_permission(request)}


def import_view(site: Any, request: Any) -> Any:
    """A file is sent here, and looked at here."""
    key = request.GET.get("batch", "")
    if not key:
        return _sending(site, request)
    batch = Import.objects.filter(pk=int(key)).first() if key.isascii() and key.isdecimal() else None
    if batch is None:
        raise Http404("No such import.")
    model_admin = kinds(site, request).get(batch.model)
    if model_admin is None:
        raise PermissionDenied
    return _looking(site, request, batch, model_admin)


def template_view(site: Any, request: Any) -> Any:
    """A CSV file that names the columns, to be filled in."""
    model_admin = kinds(site, request).get(request.GET.get("model", ""))
    if model_admin is None:
        raise Http404("No such kind of record.")
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{model_admin.opts.model_name}.csv"'
    csv.writer(answer).writerow(_columns(model_admin, request))
    return answer


def _columns(model_admin: Any, request: Any) -> dict[str, str]:
    """The names of the columns, with what to write there."""
    own, evidence = columns_of(model_admin, request), evidence_of(model_admin, request)
    return {name: str(field.widget.field.help_text) for name, field in {**own, **evidence}.items()}


def _sending(site: Any, request: Any) -> Any:
    offered = kinds(site, request)
    chosen = request.POST.get("model") or request.GET.get("model") or "cooperation.membership"
    model_admin, refused = offered.get(chosen), list[str]()
    if model_admin is None:
        raise Http404("No such kind of record.")
    columns = _columns(model_admin, request)
    if request.method == "POST":
        try:
            return HttpResponseRedirect(_address(_received(request, chosen, list(columns))))
        except ValidationError as refusal:
            refused = refusal.messages
    context = site.each_context(request) | {
        "title": "Import", "kinds": {label: each.opts.verbose_name_plural for label, each in offered.items()},
        "chosen": chosen, "refused": refused, "columns": columns,
        "batches": Import.objects.select_related("user__profile", "pending")[:SHOWN],
    }  # fmt: skip
    return TemplateResponse(request, "admin/import.html", context)


def _received(request: Any, model: str, columns: list[str]) -> Import:
    file = request.FILES.get("file")
    if file is None:
        raise ValidationError("Choose a file, CSV or .xlsx.")
    table = read(file, columns)
    return Import.objects.create(
        name=file.name, digest=table.digest, model=model, columns=table.columns, rows=table.rows, user=request.user
    )


def _looking(site: Any, request: Any, batch: Import, model_admin: Any) -> Any:
    form = ProposeForm(request.POST if request.method == "POST" else None)
    chosen = {int(text) for text in request.POST.getlist("line") if text.isascii() and text.isdecimal()}
    if form.is_valid():
        try:
            return _carried_out(request, batch, model_admin, form.cleaned_data, chosen)
        except ValidationError as refusal:
            form.add_error(None, refusal)
    draft = draft_of(request)
    with rehearsed(user=request.user, changes=draft.changes.all() if draft else ()):
        lines = lines_of(model_admin, request, batch, verb=Verb.CORRECT)
    context = site.each_context(request) | {
        "title": f"Import {model_admin.opts.verbose_name_plural}", "subtitle": batch.name, "batch": batch, "form": form,
        "lines": lines, "chosen": chosen if form.is_bound else {line.number for line in lines if line.is_writable},
        "counts": _counts(lines), "publishes": publishes(request),
    }  # fmt: skip
    return TemplateResponse(request, "admin/import_lines.html", context)


def _counts(lines: list[Any]) -> dict[str, int]:
    found = dict.fromkeys(("new", "changed", "same", "wrong"), 0)
    for line in lines:
        found[line.outcome] += 1
    return found


def _carried_out(request: Any, batch: Import, model_admin: Any, entries: dict[str, Any], chosen: set[int]) -> Any:
    """Write the chosen lines as one changeset, or one proposal."""
    if not chosen:
        raise ValidationError("Tick the lines to take.")
    reason = f"{entries['reason']} (from {batch})"
    with explained(), writing(request, reason=reason, verb=Verb.ADD) as outcome:
        check(lines_of(model_admin, request, batch, verb=Verb(entries["verb"]), only=chosen))
    batch.pending, batch.changeset_id = outcome.pending, outcome.number
    batch.save(update_fields=["pending", "changeset"])
    return told(request, outcome, HttpResponseRedirect(_address(batch)))


def _address(batch: Import) -> str:
    return f"{reverse('admin:import')}?batch={batch.pk}"

"""One rule worked through, record by record: fix it, skip it, or say why it is no problem."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from apps.curation.desk import address_of
from apps.curation.models import Verdict
from apps.curation.quality import RULES, Rule
from apps.record.admin.forms import ReasonForm
from apps.record.called import called
from apps.record.pending.captured import written


def quality_view(site: Any, request: Any) -> Any:
    """The oldest record that breaks the rule, or the one after the record that was skipped."""
    rule = RULES.get(request.GET.get("rule", ""))
    if rule is None:
        raise Http404("No such rule.")
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return HttpResponseRedirect(_settled(request, rule, form.cleaned_data["reason"]))
    count, first = rule.standing()
    here = rule.open().filter(pk=key).first() if (key := _key(request.POST.get("row"))) else None
    after = _key(request.GET.get("after"))
    row = here or (rule.standing(after)[1] if after else None) or first
    context = site.each_context(request) | {
        "title": rule.says, "rule": rule, "row": row, "form": form, "count": count,
        "words": called(site, [row])[row] if row else "",
        "values": _values(row) if row else {}, "fix": address_of(row) if row else "",
        "skip": _address(rule, row.pk) if row else "",
        "verdicts": Verdict.objects.filter(rule=rule.name).select_related("user__profile")[:10],
    }  # fmt: skip
    return TemplateResponse(request, "admin/quality.html", context)


def _settled(request: Any, rule: Rule, reason: str) -> str:
    """Keep that somebody looked at the row, as it is now, and found it right; the address to go on at."""
    row = rule.open().filter(pk=_key(request.POST.get("row"))).first()
    if row is None or str(row.version) != request.POST.get("version"):
        messages.warning(request, "The record was changed or settled meanwhile: look at it again.")
        return _address(rule, 0)
    Verdict.objects.create(
        rule=rule.name, model=row._meta.label_lower, row=row.pk, slug=row.slug, version=row.version, reason=reason,
        user=request.user,
    )  # fmt: skip
    messages.success(request, f"Noted: “{row}” is as it should be, until it changes.")
    return _address(rule, row.pk)


def _values(row: Any) -> dict[str, Any]:
    """What the record says, without what it leaves open."""
    model: Any = type(row)
    found = {str(field.verbose_name): getattr(row, field.attname) for field in written(model)}
    return {label: value for label, value in found.items() if value not in ("", None, [], False)}


def _key(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 18 else 0


def _address(rule: Rule, after: int) -> str:
    return f"{reverse('admin:quality')}?{urlencode({'rule': rule.name, 'after': after})}"

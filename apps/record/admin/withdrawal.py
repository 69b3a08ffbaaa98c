"""Withdrawing a record, and restoring it: nothing is deleted."""

from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from apps.record.actions import restore, withdraw
from apps.record.admin.forms import ReasonForm
from apps.record.models import Verb
from apps.record.pending.writing import Outcome, told, writing

ACTS = {"withdraw": withdraw, "restore": restore}
VERBS = {"withdraw": Verb.WITHDRAW, "restore": Verb.RESTORE}
DONE = {"withdraw": "Withdrawn", "restore": "Restored"}


class Withdrawable(admin.ModelAdmin):
    """Mix into a ModelAdmin: two pages that ask for a reason, instead of deletion."""

    def get_urls(self) -> list[Any]:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        wrap = self.admin_site.admin_view
        pages = [
            path(f"<path:object_id>/{act}/", wrap(partial(self.withdrawal_view, act=act)), name=f"{name}_{act}")
            for act in ACTS
        ]
        return pages + super().get_urls()

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        return False

    def withdrawal_view(self: Any, request: Any, object_id: str, act: str) -> Any:
        row = self.get_object(request, unquote(object_id))
        if row is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.may_curate(request):
            raise PermissionDenied
        form = ReasonForm(request.POST if request.method == "POST" else None)
        if form.is_valid() and (outcome := self._carry_out(request, row, act, form)):
            page = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[row.pk])
            return told(request, outcome, HttpResponseRedirect(page))
        title = f"{act.capitalize()} {self.opts.verbose_name}"
        context = {"title": title, "subtitle": self.called(row), "form": form, "original": row, "act": act}
        context |= {"opts": self.opts} | self.admin_site.each_context(request) | {"media": self.media}
        return TemplateResponse(request, "admin/records/withdrawal.html", context)

    def _carry_out(self: Any, request: Any, row: Any, act: str, form: ReasonForm) -> Outcome | None:
        reason = form.cleaned_data["reason"]
        try:
            with writing(request, reason=reason, verb=VERBS[act]) as outcome:
                ACTS[act](row=row, reason=reason, user=request.user)
                self.log_change(request, row, f"{DONE[act]}: {reason}")
        except ValidationError as refusal:
            form.add_error(None, refusal)
            return None
        if outcome.number:
            messages.success(request, f"{DONE[act]}: “{self.called(row)}”.")
        return outcome

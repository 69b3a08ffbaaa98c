"""Saving a form and its inlines as one changeset, and giving refusals back as errors of the form."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError

from apps.record.admin.forms import VERBS_OF_A_CHANGE
from apps.record.changesets import changeset, lock_the_clock
from apps.record.models import Verb
from apps.record.refusals import check_deferred, explained
from apps.temporal.fields import EdtfFormField


class OneChangeset(admin.ModelAdmin):
    """Mix into a ModelAdmin: a save is one changeset, or errors on the form with every entry kept."""

    def changeform_view(
        self, request: Any, object_id: Any = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        view = super().changeform_view
        if request.method != "POST":
            return view(request, object_id, form_url, extra_context)
        try:
            with explained(), changeset(**_why(request, object_id), user=request.user) as opened:
                # From here on nobody else writes: what is found valid is still so when it is saved.
                lock_the_clock()
                response = view(request, object_id, form_url, extra_context)
        except ValidationError as refusal:
            request.refusal = " ".join(refusal.messages)
            return view(request, object_id, form_url, extra_context)
        self._tell(request, opened.number)
        return response

    def save_related(self, request: Any, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        check_deferred()
        request.saved_forms = [form, *(row for formset in formsets for row in formset)]

    def _tell(self, request: Any, number: int | None) -> None:
        """What was understood and recorded, once it is so."""
        forms = getattr(request, "saved_forms", None)
        if forms is None:
            return
        for sentence in _understood(forms):
            messages.info(request, sentence)
        if number is None:
            messages.info(request, "Nothing was different, so no changeset was recorded.")
        else:
            messages.info(request, f"Recorded as changeset {number}.")


def _why(request: Any, object_id: Any) -> dict[str, Any]:
    """Reason and verb as posted. What the form refuses is never saved, so here it need only do no harm."""
    reason = request.POST.get("reason", "").replace("\x00", "")
    if object_id is None:
        return {"reason": reason, "verb": Verb.ADD}
    verb = request.POST.get("verb")
    return {"reason": reason, "verb": Verb(verb) if verb in VERBS_OF_A_CHANGE else Verb.CORRECT}


def _understood(forms: Iterable[Any]) -> Iterable[str]:
    for form in forms:
        for name, field in form.fields.items():
            if isinstance(field, EdtfFormField):
                typed, read = (form[name].data or "").strip(), form.cleaned_data.get(name, "")
                if typed != read:
                    yield f"Understood “{typed}” as {read}."

"""Saving a form and its inlines as one changeset, and giving refusals back as errors of the form."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError

from apps.record.admin.forms import VERBS_OF_A_CHANGE
from apps.record.changesets import lock_the_clock
from apps.record.models import Verb
from apps.record.pending.writing import Outcome, told, within_draft, writing
from apps.record.refusals import check_deferred, explained
from apps.temporal.fields import EdtfFormField


class OneChangeset(admin.ModelAdmin):
    """Mix into a ModelAdmin: a save is one changeset, or errors on the form with every entry kept."""

    def changeform_view(
        self, request: Any, object_id: Any = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        view = super().changeform_view
        if request.method != "POST":
            with within_draft(request):
                return rendered(view(request, object_id, form_url, extra_context))
        try:
            with explained(), writing(request, **_why(request, object_id)) as outcome:
                # From here on nobody else writes: what is found valid is still so when it is saved.
                lock_the_clock()
                response = rendered(view(request, object_id, form_url, extra_context))
        except ValidationError as refusal:
            request.refusal = " ".join(refusal.messages)
            with within_draft(request):
                return rendered(view(request, object_id, form_url, extra_context))
        return self._tell(request, outcome, response)

    def save_related(self, request: Any, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        check_deferred()
        request.saved_forms = [form, *(row for formset in formsets for row in formset)]

    def message_user(self, request: Any, message: Any, level: Any = messages.INFO, *args: Any, **kwargs: Any) -> None:
        """Django's word of success is left out: whether it was published, proposed or nothing new, `told` says."""
        if level != messages.SUCCESS:
            super().message_user(request, message, level, *args, **kwargs)

    def _tell(self, request: Any, outcome: Outcome, response: Any) -> Any:
        """What was understood and recorded, once it is so."""
        forms = getattr(request, "saved_forms", None)
        if forms is None:
            return response
        for sentence in _understood(forms):
            messages.info(request, sentence)
        return told(request, outcome, response)


def rendered(response: Any) -> Any:
    """RESPONSE with its page made while the draft is still to be seen."""
    if hasattr(response, "render") and not response.is_rendered:
        response.render()
    return response


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

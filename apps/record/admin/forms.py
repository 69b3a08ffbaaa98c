"""Forms that hold a record: at the version that was read, with the reason for the change."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import ValidationError

from apps.record.actions import EditConflict, lock
from apps.record.models import Verb
from apps.record.slugs import free_slug

VERBS_OF_A_CHANGE = (Verb.CORRECT, Verb.END, Verb.RENEW, Verb.CHANGE)


class HeldForm(forms.ModelForm):
    """Refuses to save over a version that its reader has not seen.

    `refusal` is what the database refused of this very form a moment ago; it is shown, and nothing is tried again.
    """

    refusal: ClassVar[str] = ""
    version_read = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["version_read"] = self.instance.version

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.instance.pk and not self.refusal:
            self._hold()
        return cleaned

    def _hold(self) -> None:
        try:
            now = lock(self.instance, version=self.cleaned_data.get("version_read") or 0)
        except EditConflict as conflict:
            self.add_error(None, [conflict, *map(ValidationError, self._since())])
            now = type(self.instance)._default_manager.get(pk=self.instance.pk)
            # Whoever has seen the message may save again, over the version it tells of.
            entries: Any = self.data
            self.data = entries = entries.copy()
            entries[self.add_prefix("version_read")] = now.version
        if now.withdrawn:
            self.add_error(None, f"“{now}” is withdrawn: {now.withdrawn_reason} Restore it before changing it.")

    def _since(self) -> Iterable[str]:
        """What the record says where this form says otherwise."""
        for name in self.changed_data:
            if name in self.initial and name != "version_read":
                now = self.fields[name].prepare_value(self.initial[name])
                yield f"{self[name].label}: the record now says “{now}”, you entered “{self[name].data}”."


class RecordForm(HeldForm):
    """A record with a slug, which is proposed where none was given."""

    slug_parts: ClassVar[tuple[str, ...]] = ()
    verb = forms.ChoiceField(
        label="What this change is", choices=[(v.value, v.label) for v in VERBS_OF_A_CHANGE], initial=Verb.CORRECT
    )
    reason = forms.CharField(
        label="Why this change",
        widget=AdminTextInputWidget(),
        help_text="One line, published with your name: what changed, and on what ground.",
        error_messages={"required": "Say in one line why: the reason is published with the change."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            del self.fields["verb"]  # what is new is added
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = f"Left empty, one is proposed. {self.fields['slug'].help_text}"

    def full_clean(self) -> None:
        super().full_clean()
        if self.refusal and self.refusal not in self.non_field_errors():
            self.add_error(None, self.refusal)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if "slug" in self.fields and not self.cleaned_data.get("slug") and "slug" not in self.errors:
            self._propose_slug()
        return cleaned

    def _propose_slug(self) -> None:
        slug = free_slug(self._meta.model, *map(self._part, self.slug_parts))
        if slug:
            self.cleaned_data["slug"] = slug
        elif not self.errors:
            self.add_error("slug", "None could be proposed: give one of your own, such as eu-canada-sdp.")

    def _part(self, part: str) -> Any:
        """What was entered under PART, or under whichever of its alternatives is set; PART itself if it is no field."""
        names = [name for name in self.fields if name == part or name.startswith(f"{part}_")]
        entered = (self.cleaned_data.get(name) for name in names)
        return next(filter(None, entered), "") if names else part


class ReasonForm(forms.Form):
    """Asks why."""

    reason = forms.CharField(label="Why", widget=AdminTextInputWidget(), help_text="Published with your name.")

"""What stands and falls with a record, edited on its page: citations, parties, proposers."""

from typing import Any

from django import forms
from django.contrib import admin
from django.forms.models import BaseInlineFormSet

from apps.record.admin.fields import PlainFields
from apps.record.admin.forms import HeldForm


class PartForm(HeldForm):
    """One row. It is withdrawn by a tick, for the reason given for the whole change."""

    withdraw = forms.BooleanField(required=False, help_text="It should not have been published.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.fields["withdraw"].widget = forms.HiddenInput()


class PartFormSet(BaseInlineFormSet):
    """The live rows of a record; all of them where the record itself is withdrawn."""

    reason = ""

    def __init__(self, data: Any = None, files: Any = None, instance: Any = None, **kwargs: Any) -> None:
        # What was posted is looked up among all rows: one withdrawn meanwhile is a conflict, not a stranger.
        if data is None and instance is not None and not instance.withdrawn:
            kwargs["queryset"] = kwargs["queryset"].filter(withdrawn=False)
        super().__init__(data, files, instance, **kwargs)

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if not self.instance.pk:
            # A slug proposed for a form that was then refused may be another one next time.
            form.fields[self.fk.name].initial = ""

    def save_existing(self, form: Any, obj: Any, commit: bool = True) -> Any:
        if form.cleaned_data.get("withdraw"):
            form.instance.withdrawn, form.instance.withdrawn_reason = True, self.reason
        return super().save_existing(form, obj, commit)


class PartInline(PlainFields, admin.StackedInline):
    """Rows of one model on the page of the record they belong to."""

    form = PartForm
    formset = PartFormSet
    columns: tuple[Any, ...] = ()

    def get_extra(self, request: Any, obj: Any = None, **kwargs: Any) -> int:
        return 0 if obj else 1

    def get_fieldsets(self, request: Any, obj: Any = None) -> Any:
        if not self.has_change_permission(request, obj):
            return [(None, {"fields": self.columns})]
        return [(None, {"fields": (*self.columns, ("withdraw", "version_read"))})]

    def get_autocomplete_fields(self, request: Any) -> list[str]:
        return [f.name for f in self.model._meta.fields if f.remote_field and f.name != self.fk_name]

    def get_formset(self, request: Any, obj: Any = None, **kwargs: Any) -> Any:
        formset: Any = super().get_formset(request, obj, **kwargs)
        formset.form.refusal = getattr(request, "refusal", "")
        formset.reason = request.POST.get("reason", "")
        return formset

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and not (obj and obj.withdrawn)

    def has_add_permission(self, request: Any, obj: Any = None) -> bool:
        return super().has_add_permission(request, obj) and not (obj and obj.withdrawn)

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        return False

"""What a verb is: its form, what it does to a record, and the one that every dated record has, End."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget

from apps.record.actions import save
from apps.record.models import Status, Verb
from apps.temporal.fields import EdtfFormField, validate_edtf

DATE = AdminTextInputWidget(attrs={"class": "date-as-text", "size": 24})


class VerbForm(forms.Form):
    """From when, who says so, and why."""

    effective = EdtfFormField(label="On", widget=DATE, validators=[validate_edtf])
    locator = forms.CharField(required=False, widget=AdminTextInputWidget(), help_text="Page, section, paragraph.")
    as_printed = forms.CharField(
        required=False, widget=AdminTextInputWidget(), help_text="The value as the source prints it."
    )
    reason = forms.CharField(widget=AdminTextInputWidget(), help_text="Published with the change.")


@dataclass(frozen=True)
class Act:
    """A verb: its form, what it does to a row, and which date of the citation its effective date is.

    `carry_out` gets the row and the form's entries, and returns the row that the source is cited for.
    """

    verb: Verb
    label: str
    form: type[VerbForm]
    carry_out: Callable[..., Any]
    asserts: str


class EndForm(VerbForm):
    effective = EdtfFormField(label="Last day", widget=DATE, validators=[validate_edtf])


def end(row: Any, effective: str, **_: Any) -> Any:
    """ROW with its end; a thing's status says so too."""
    row.end_edtf, row.ended = effective, True
    if hasattr(row, "status"):
        row.status = Status.ENDED
    save(row)
    return row


END = Act(Verb.END, "End", EndForm, end, "asserted_end")

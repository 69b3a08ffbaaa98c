"""What the back office can do with spells besides ending them."""

from typing import Any

from django import forms

from apps.cooperation import actions
from apps.cooperation.models import Membership, Role, Standing
from apps.record.admin.verb_forms import DATE, Act, VerbForm
from apps.record.models import Verb
from apps.temporal.fields import EdtfFormField, validate_edtf


class RenewForm(VerbForm):
    effective = EdtfFormField(label="First day of what follows", widget=DATE, validators=[validate_edtf])
    until = EdtfFormField(label="Until", required=False, widget=DATE, help_text="Empty: no end known.")


class ChangeForm(VerbForm):
    effective = EdtfFormField(label="From", widget=DATE, validators=[validate_edtf])
    role = forms.ChoiceField(choices=Role.choices)
    standing = forms.ChoiceField(choices=Standing.choices)


def renew(row: Membership, effective: str, until: str, **_: Any) -> Membership:
    return actions.renew(spell=row, start=effective, end=until)


def change(row: Membership, effective: str, role: str, standing: str, **_: Any) -> Membership:
    return actions.change(spell=row, start=effective, role=role, standing=standing)


RENEW = Act(Verb.RENEW, "Renew", RenewForm, renew, "asserted_start")
CHANGE = Act(Verb.CHANGE, "Change role or standing", ChangeForm, change, "asserted_start")

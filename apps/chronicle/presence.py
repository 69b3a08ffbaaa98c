"""Every pair of member and target that was ever joined: how it stands on one day, and the bounds to tell any other."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Case, F, Q, TextField, Value, When

from apps.chronicle.questions import Question, rows
from apps.chronicle.resources import RESOURCES
from apps.chronicle.spans import day_number, day_numbers
from apps.chronicle.spells import Ref, Spell, is_certain, paired, periods

IN = ("certain", "possible", "undated")


class Pair(NamedTuple):
    """One member and one target: `state` is that of the day, `spells` are all, in the order of their starts."""

    member: Ref
    target: Ref
    state: str
    spells: Sequence[Spell]
    current: Sequence[Spell]  # the spells that may be in force that day, else all
    role: str  # that of a certain spell before that of a possible one, else the latest

    @property
    def periods(self) -> Sequence[Sequence[Spell]]:
        return periods(self.spells)

    @property
    def roles(self) -> list[str]:
        """All roles of the day."""
        return sorted({spell.role for spell in self.current})

    @property
    def certainty(self) -> str:
        """Of what may be so that day."""
        return "certain" if self.state == "certain" else "possible"


def presence(question: Question, day: date) -> list[Pair]:
    """One for each pair, in the order of slugs; QUESTION narrows spells by value and standing, not by day."""
    asked = replace(question, valid_at=None)
    return _pairs(rows(RESOURCES["memberships"], asked).filter(possibly__isempty=False).certainty_at(day), day)


def present(question: Question) -> list[Pair]:
    """One for each pair that may be joined on the day of QUESTION, with the spells of that day alone."""
    if question.valid_at is None:
        raise ValueError("Who is in what is asked of one day.")
    return _pairs(rows(RESOURCES["memberships"], question), question.valid_at)


def _pairs(found: Any, day: date) -> list[Pair]:
    told = found.annotate(state=_state_on(day), **day_numbers()).values_list(*Spell._fields)
    number = day_number(day)
    return [
        Pair(member, target, spells[0].state, spells, spells, spells[0].role)
        if len(spells) == 1
        else _pair(member, target, spells, number)
        for member, target, spells in paired(map(Spell._make, told))
    ]


def _pair(member: Ref, target: Ref, spells: list[Spell], day: float) -> Pair:
    """One joined by several spells, any of which may be the one of DAY."""
    spells.sort(key=lambda spell: (spell.first, spell.begun, spell.slug))
    current = [spell for spell in spells if spell.state in IN]
    shown = current or spells
    certain = [spell for spell in shown if spell.state == "certain"]
    return Pair(member, target, _state(spells, current, day), spells, shown, (certain or shown)[-1].role)


def _state(spells: list[Spell], current: list[Spell], day: float) -> str:
    if not current:
        return "ended" if any(spell.state == "ended" for spell in spells) else "none"
    if any(is_certain(period, day) for period in periods(current)):
        return "certain"
    return "undated" if all(spell.start_edtf == "" for spell in current) else "possible"


def _state_on(day: date) -> Case:
    """How a row with its certainty stands. Undated is possible with no start known at all; ended and none are in
    force on no day that could be this one."""
    return Case(
        When(Q(certainty="possible", start_edtf=""), then=Value("undated")),
        When(Q(certainty="none", end_latest__lt=day), then=Value("ended")),
        default=F("certainty"),
        output_field=TextField(),
    )

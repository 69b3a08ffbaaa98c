"""Every pair of member and target that was ever joined: how it stands on one day, and the bounds to tell any other."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q

from apps.chronicle.matrix import Ref, is_certain, paired, periods
from apps.chronicle.questions import Question, Row, rows
from apps.chronicle.resources import RESOURCES
from apps.chronicle.spans import day_numbers
from apps.temporal.querysets import certain_from, certain_until

COLUMNS = (
    "slug", "actor_slug", "actor_name", "actor_kind", "target_slug", "target_name", "target_kind", "role",
    "follows_slug", "start_edtf", "end_edtf", "end_latest", "certainty",
)  # fmt: skip
TOLD = ("has_begun", "is_lasting", "is_over", "first", "begun", "lasting", "last")
STATES = ("certain", "possible", "undated", "ended", "none")
IN = ("certain", "possible", "undated")


@dataclass(frozen=True)
class Pair:
    """One member and one target: `state` is that of the day, `spells` those that ever were, in order of their starts:
    what tells when each was, and none of its prose.

    Undated is possible with no start known at all; ended and none are in force on no day that could be this one.
    """

    member: Ref
    target: Ref
    state: str
    spells: tuple[Row, ...]
    current: tuple[Row, ...]  # the spells that may be in force that day, else all
    role: str  # that of a certain spell before that of a possible one, else the latest

    @property
    def periods(self) -> list[list[Row]]:
        return list(periods(list(self.spells)))


def presence(question: Question, day: date) -> list[Pair]:
    """One for each pair, in the order of slugs; QUESTION narrows spells by value and standing, not by day."""
    asked = replace(question, valid_at=None)
    found = rows(RESOURCES["memberships"], asked).filter(possibly__isempty=False).certainty_at(day)
    found = found.alias(begins=certain_from(), lasts=certain_until()).annotate(
        has_begun=_told(Q(begins__lte=day)),
        is_lasting=_told(Q(lasts__gte=day)),
        is_over=_told(Q(end_latest__lt=day)),
        **day_numbers(),
    )
    return [_pair(*each) for each in paired(found.values(*COLUMNS, *TOLD))]


def _pair(member: Ref, target: Ref, spells: list[Row]) -> Pair:
    if len(spells) > 1:
        spells.sort(key=lambda spell: (spell["first"], spell["begun"], spell["slug"]))
    current = [spell for spell in spells if spell["certainty"] != "none"]
    shown = current or spells
    certain = [spell for spell in shown if spell["certainty"] == "certain"]
    return Pair(member, target, _state(spells, current), tuple(spells), tuple(shown), (certain or shown)[-1]["role"])


def _state(spells: list[Row], current: list[Row]) -> str:
    if not current:
        return "ended" if any(spell["is_over"] for spell in spells) else "none"
    if any(is_certain(period) for period in periods(current)):
        return "certain"
    return "undated" if all(spell["start_edtf"] == "" for spell in current) else "possible"


def _told(condition: Q) -> Any:
    return ExpressionWrapper(condition, BooleanField())

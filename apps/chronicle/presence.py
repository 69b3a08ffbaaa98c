"""Every pair of member and target that was ever joined: how it stands on one day, and the bounds to tell any other."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q

from apps.chronicle.matrix import Ref, is_certain, periods, ref
from apps.chronicle.questions import Question, Row, rows
from apps.chronicle.resources import RESOURCES
from apps.chronicle.spans import day_numbers
from apps.temporal.querysets import certain_from, certain_until

COLUMNS = (
    "slug", "actor_slug", "actor_name", "actor_kind", "target_slug", "target_name", "target_kind", "role", "standing",
    "follows_slug", "start_edtf", "end_edtf", "start_earliest", "start_latest", "end_earliest", "end_latest",
    "certainty",
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
    pairs: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for spell in found.values(*COLUMNS, *TOLD):
        pairs[spell["actor_slug"], spell["actor_kind"], spell["target_slug"], spell["target_kind"]].append(spell)
    ends: dict[tuple[str, str], Ref] = {}
    return [
        _pair(_end(ends, spells[0], "actor"), _end(ends, spells[0], "target"), spells)
        for _, spells in sorted(pairs.items(), key=lambda item: item[0])
    ]


def _end(known: dict[tuple[str, str], Ref], spell: Row, end: str) -> Ref:
    """The member or the target of a spell: one for each, however many pairs it is in."""
    named = spell[f"{end}_slug"], spell[f"{end}_kind"]
    if named not in known:
        known[named] = ref(spell, end)
    return known[named]


def _pair(member: Ref, target: Ref, spells: list[Row]) -> Pair:
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

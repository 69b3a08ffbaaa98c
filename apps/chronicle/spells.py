"""Spells as grids need them, in thousands: who was in what, and the days that tell when, and none of their prose."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from apps.chronicle.spans import day_of


class Ref(NamedTuple):
    """What a link needs to know of the thing it points at."""

    slug: str
    kind: str
    name: str


class Spell(NamedTuple):
    """Who was in what, and how it stands on a day. Other days are told by its bounds, which `spans` explains."""

    actor_slug: str
    actor_kind: str
    actor_name: str
    target_slug: str
    target_kind: str
    target_name: str
    slug: str
    role: str
    follows_slug: str | None
    start_edtf: str
    end_edtf: str
    state: str
    first: float
    begun: float
    lasting: float
    last: float

    @property
    def end_latest(self) -> date | None:
        return day_of(self.last)


def paired(spells: Iterable[Spell]) -> Iterator[tuple[Ref, Ref, list[Spell]]]:
    """The spells of each member in each target, in the order of slugs; one Ref for each thing, however often."""
    pairs: dict[tuple[str, ...], list[Spell]] = defaultdict(list)
    for spell in spells:
        pairs[spell[:6]].append(spell)
    known: dict[tuple[str, ...], Ref] = {}
    for ends in sorted(pairs):
        member, target = ends[:3], ends[3:]
        yield (
            known.get(member) or known.setdefault(member, Ref(*member)),
            known.get(target) or known.setdefault(target, Ref(*target)),
            pairs[ends],
        )


def is_certain(period: Sequence[Spell], day: float) -> bool:
    """Which spell of a period holds on a day of hand-over may be unknown; that one of them does is certain."""
    return any(spell.begun <= day for spell in period) and any(spell.lasting >= day for spell in period)


def periods(spells: Sequence[Spell]) -> Sequence[Sequence[Spell]]:
    """Spells that follow one another, joined."""
    if len(spells) == 1:
        return (spells,)
    former = {spell.slug: spell.follows_slug for spell in spells}
    joined: dict[str, list[Spell]] = defaultdict(list)
    for spell in spells:
        first = spell.slug
        while (before := former[first]) and before in former:
            first = before
        joined[first].append(spell)
    return list(joined.values())

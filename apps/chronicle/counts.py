"""How many are in something, from day to day: for certain, and as far as uncertain dates allow."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from math import inf

from apps.chronicle.presence import Pair

Days = tuple[float, float]  # the first and the last of them, as numbers; either may be infinite


@dataclass(frozen=True)
class Step:
    """From a day on, until the next step: how many are certain, how many may be, and whose bounds fall on it."""

    day: float
    certain: int
    possible: int  # of all, the certain ones among them
    pairs: tuple[Pair, ...]


def steps(pairs: Iterable[Pair]) -> list[Step]:
    """The days on which a number changes, in their order; the first may be at minus infinity."""
    turns: dict[float, list[tuple[int, int, Pair]]] = defaultdict(list)
    for pair in pairs:
        for first, last in _joined((spell.first, spell.last) for spell in pair.spells):
            turns[first].append((0, 1, pair))
            turns[last + 1].append((0, -1, pair))
        for first, last in _joined(_certain(pair)):
            turns[first].append((1, 0, pair))
            turns[last + 1].append((-1, 0, pair))
    days = sorted(day for day in turns if day != inf)
    certain = accumulate(sum(more for more, _, _ in turns[day]) for day in days)
    possible = accumulate(sum(more for _, more, _ in turns[day]) for day in days)
    whose = (tuple({pair.member: pair for _, _, pair in turns[day]}.values()) for day in days)
    return [Step(*each) for each in zip(days, certain, possible, whose, strict=True)]


def _certain(pair: Pair) -> Iterable[Days]:
    """For each period: from the day on which one of its spells has begun to that until which one lasts."""
    for period in pair.periods:
        days = min(spell.begun for spell in period), max(spell.lasting for spell in period)
        if days[0] <= days[1] and days[0] != inf and days[1] != -inf:
            yield days


def _joined(found: Iterable[Days]) -> list[Days]:
    """Without overlaps: who is in by two spells counts once."""
    joined: list[Days] = []
    for first, last in sorted(found):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = joined[-1][0], max(joined[-1][1], last)
        else:
            joined.append((first, last))
    return joined

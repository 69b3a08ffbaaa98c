"""The matrix as a page lays it out: columns in families, rows in an order, a mark for every pair."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import inf
from typing import NamedTuple

from apps.chronicle.presence import IN, Pair
from apps.chronicle.questions import Row
from apps.chronicle.spans import day_number
from apps.chronicle.spells import Ref, Spell
from apps.explorer.lines import STATES
from apps.explorer.references import cut

FAMILIES = {
    "organisations": "Organisations",
    "frameworks": "Frameworks",
    "forces": "Forces",
    "groups": "Groups",
    "instruments": "Instruments",
}
KINDS = {
    "policy-framework": "frameworks", "project": "frameworks", "capability-arrangement": "frameworks",
    "formation": "forces", "force": "forces", "mission": "forces", "operation": "forces", "exercise": "forces",
}  # fmt: skip
# Four colours are what a reader tells apart; the letter says the same without colour.
TINTS = {
    "framework-nation": ("owner", "F"), "initiator": ("owner", "I"), "permanent-member": ("owner", "P"),
    "associated-nation": ("third", "A"), "associated-country": ("third", "A"),
    "third-country-participant": ("third", "T"), "observer": ("guest", "O"), "contributor": ("guest", "C"),
    "flexible-participant": ("guest", "X"), "key-participant": ("guest", "K"),
}  # fmt: skip
LONGEST = 20  # letters that fit over a column of the matrix


class Mark(NamedTuple):
    """One pair in the grid, and what became of it since the earlier day, if one is asked about."""

    pair: Pair
    changed: str = ""  # joined, left

    @property
    def role(self) -> str:
        return self.pair.role.replace("-", " ")

    @property
    def tint(self) -> str:
        return TINTS.get(self.pair.role, ("", ""))[0]

    @property
    def letter(self) -> str:
        return TINTS.get(self.pair.role, ("", ""))[1]

    @property
    def words(self) -> str:
        return words(self.pair.state, self.pair.role, self.changed)

    @property
    def bounds(self) -> str:
        """What a browser needs to tell any other day: for each spell its period, four day numbers, role, undated."""
        if len(self.pair.spells) == 1:
            return _bounds(0, self.pair.spells[0])
        return ";".join(_bounds(number, each) for number, period in enumerate(self.pair.periods) for each in period)


@dataclass(frozen=True)
class Head:
    """A row or a column: its name, and how many are certain and how many more possible."""

    ref: Ref
    short: str
    family: str
    certain: int
    possible: int

    @property
    def total(self) -> int:
        return self.certain + self.possible


@dataclass(frozen=True)
class Grid:
    rows: tuple[tuple[Head, tuple[Mark | None, ...]], ...]
    columns: tuple[Head, ...]

    @property
    def families(self) -> list[tuple[str, int]]:
        """Titles over the columns, each with how many it spans."""
        names = [column.family for column in self.columns]
        return [(FAMILIES[name], names.count(name)) for name in FAMILIES if name in names]

    @property
    def certain(self) -> int:
        return sum(row.certain for row, _ in self.rows)

    @property
    def possible(self) -> int:
        return sum(row.possible for row, _ in self.rows)

    @property
    def marks(self) -> list[Mark]:
        return [mark for _, marks in self.rows for mark in marks if mark]

    def busiest(self, most: int) -> "Grid":
        """The same with no more columns than MOST: those with the most members."""
        kept = sorted(range(len(self.columns)), key=lambda place: -self.columns[place].total)[:most]
        kept.sort()
        laid = ((row, tuple(marks[place] for place in kept)) for row, marks in self.rows)
        return Grid(tuple(laid), tuple(self.columns[place] for place in kept))


def grid(pairs: list[Pair], former: date | None, things: dict[Ref, Row], sort: str) -> Grid:
    """PAIRS laid out, with what changed since the day FORMER; THINGS are the targets, for kinds and short names."""
    before = day_number(former) if former else None
    columns = [_head(target, of, things) for target, of in _by_end(pairs, "target").items()]
    columns.sort(key=lambda head: (list(FAMILIES).index(head.family), -head.total, head.ref.name))
    members = _by_end(pairs, "member")
    marks = {m: {pair.target: Mark(pair, _changed(pair, before)) for pair in of} for m, of in members.items()}
    ordered = ORDERS[sort]([_head(member, of, {}) for member, of in members.items()], pairs)
    laid = ((row, tuple(marks[row.ref].get(column.ref) for column in columns)) for row in ordered)
    return Grid(tuple(laid), tuple(columns))


def _changed(pair: Pair, before: int | None) -> str:
    if before is None:
        return ""
    now = pair.state in IN
    for spell in pair.spells:
        if spell.first <= before <= spell.last:
            return "" if now else "left"
    return "joined" if now else ""


def _by_end(pairs: Iterable[Pair], end: str) -> dict[Ref, list[Pair]]:
    """The pairs of each member, or of each target."""
    found: dict[Ref, list[Pair]] = {}
    for pair in pairs:
        found.setdefault(getattr(pair, end), []).append(pair)
    return found


def _head(ref: Ref, pairs: Iterable[Pair], things: dict[Ref, Row]) -> Head:
    states = [pair.state for pair in pairs]
    thing = things.get(ref)
    certain = states.count("certain")
    possible = sum(state in IN for state in states) - certain
    return Head(ref, short(ref.name, thing), _family(ref, thing), certain, possible)


def _family(ref: Ref, thing: Row | None) -> str:
    if ref.kind != "format":
        return "organisations" if ref.kind == "actor" else "instruments"
    return KINDS.get(thing["kind"] if thing else "", "groups")


def short(name: str, thing: Row | None, longest: int = LONGEST) -> str:
    """The name, or where it is long an acronym of it."""
    acronyms = [alias for alias in thing["aliases"] if alias.isupper() and len(alias) <= 10] if thing else []
    return name if len(name) <= longest else acronyms[0] if acronyms else cut(name, longest)


def _by_name(rows: list[Head], pairs: list[Pair]) -> list[Head]:
    return sorted(rows, key=lambda row: row.ref.name.casefold())


def _by_count(rows: list[Head], pairs: list[Pair]) -> list[Head]:
    return sorted(rows, key=lambda row: (-row.total, -row.certain, row.ref.name.casefold()))


def _by_likeness(rows: list[Head], pairs: list[Pair]) -> list[Head]:
    """Each row after the one it shares most with, from the longest on."""
    within: dict[Ref, set[Ref]] = {row.ref: set() for row in rows}
    for pair in pairs:
        if pair.state in IN:
            within[pair.member].add(pair.target)
    left = _by_count(rows, pairs)
    ordered = left[:1]
    left = left[1:]
    while left:
        last = within[ordered[-1].ref]
        nearest = max(left, key=lambda row: _likeness(last, within[row.ref]))
        ordered.append(nearest)
        left.remove(nearest)
    return ordered


def _likeness(one: set[Ref], other: set[Ref]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


ORDERS: dict[str, Callable[[list[Head], list[Pair]], list[Head]]] = {
    "count": _by_count,
    "name": _by_name,
    "likeness": _by_likeness,
}


@cache
def words(state: str, role: str, changed: str) -> str:
    """What a mark says to who cannot see it."""
    return ", ".join(filter(None, [STATES[state], role.replace("-", " "), changed]))


def _bounds(period: int, spell: Spell) -> str:
    possible, certain = (DAYS[spell.first], DAYS[spell.last]), f"{DAYS[spell.begun]},{DAYS[spell.lasting]}"
    return f"{period},{possible[0]},{certain},{possible[1]},{spell.role},{'' if spell.start_edtf else 'u'}"


class Days(dict[float, str]):
    """Numbers of days as the browser reads them, each written once."""

    def __missing__(self, number: float) -> str:
        text = self[number] = f"{number:.0f}"
        return text


DAYS = Days({inf: "+", -inf: "-"})

"""Two sides beside each other: what only one of them is in, what both are, what only the other is."""

from dataclasses import dataclass

from apps.chronicle.presence import IN, Pair
from apps.chronicle.spells import Ref
from apps.explorer.clocks import Clocks
from apps.explorer.lines import STATES
from apps.explorer.wording import since


@dataclass(frozen=True)
class Held:
    """How one side stands to one thing, and where it says who says so."""

    pair: Pair
    url: str

    @property
    def is_in(self) -> bool:
        return self.pair.state in IN

    @property
    def since(self) -> str:
        return since(self.pair.current[0].start_edtf)

    @property
    def words(self) -> str:
        return f"{self.pair.member.name} in {self.pair.target.name}: {STATES[self.pair.state]}"


@dataclass(frozen=True)
class Entry:
    """One thing, and how both sides stand to it; None where they never were in it."""

    ref: Ref
    url: str
    one: Held | None
    other: Held | None

    @property
    def group(self) -> str:
        """“one”, “both”, “other”, or nothing where neither is in it that day."""
        one, other = (bool(held and held.is_in) for held in (self.one, self.other))
        return "both" if one and other else "one" if one else "other" if other else ""

    @property
    def is_certain(self) -> bool:
        """Whether the group it stands in is certain."""
        return all(held.pair.state == "certain" for held in self.shown)

    @property
    def told(self) -> str:
        """In which role and since when; once, where that is the same of both."""
        return " · ".join(dict.fromkeys(f"{held.pair.role.replace('-', ' ')}, {held.since}" for held in self.shown))

    @property
    def shown(self) -> list[Held]:
        return [held for held in (self.one, self.other) if held and held.is_in]


@dataclass(frozen=True)
class Beside:
    entries: tuple[Entry, ...]

    def group(self, name: str) -> list[Entry]:
        return [entry for entry in self.entries if entry.group == name]

    def count(self, name: str) -> str:
        """“5”, or “5 and 2 more possibly”."""
        found = self.group(name)
        certain = sum(entry.is_certain for entry in found)
        possible = len(found) - certain
        return f"{certain}" + (f" and {possible} more possibly" if possible else "")

    @property
    def share(self) -> int | None:
        """Of all that either is in, how much both are, in percent."""
        shown = [entry for entry in self.entries if entry.group]
        return round(100 * len(self.group("both")) / len(shown)) if shown else None


def beside(one: list[Pair], other: list[Pair], end: str, clocks: tuple[Clocks, Clocks]) -> Beside:
    """Pairs of two sides by what stands at their END; each side is at the clocks of its own day."""
    sides = [{getattr(pair, end): Held(pair, _evidence(pair, at)) for pair in pairs}
             for pairs, at in zip((one, other), clocks, strict=True)]  # fmt: skip
    refs = sorted(sides[0].keys() | sides[1].keys(), key=lambda ref: ref.name.casefold())
    entries = (Entry(ref, clocks[1].record(ref.kind, ref.slug), sides[0].get(ref), sides[1].get(ref)) for ref in refs)
    return Beside(tuple(entries))


def _evidence(pair: Pair, clocks: Clocks) -> str:
    return clocks.evidence(pair.member.slug, pair.target.slug)

"""Who is in what on one day: actors against formats, instruments and organisations."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import BooleanField, ExpressionWrapper, Q

from apps.chronicle.questions import Question, Row, rows
from apps.chronicle.resources import RESOURCES
from apps.temporal.querysets import certain_from, certain_until


@dataclass(frozen=True, order=True)
class Ref:
    """What a link needs to know of the thing it points at."""

    slug: str
    kind: str
    name: str


# What tells who is in what by which spell, and none of its prose.
COLUMNS = ("slug", "actor_slug", "actor_name", "actor_kind", "target_slug", "target_name", "target_kind", "role",
           "follows_slug", "certainty", "has_begun", "is_lasting")  # fmt: skip


@dataclass(frozen=True)
class Cell:
    """One actor in one target on the day: its spells, and whether it is certainly in it by any of them."""

    actor: Ref
    target: Ref
    certainty: str
    spells: tuple[Row, ...]

    @property
    def roles(self) -> list[str]:
        return sorted({spell["role"] for spell in self.spells})


@dataclass(frozen=True)
class Total:
    """A row's or column's cells: how many are certain, and how many more are possible."""

    of: Ref
    certain: int
    possible: int


@dataclass(frozen=True)
class Matrix:
    actors: tuple[Total, ...]
    targets: tuple[Total, ...]
    cells: tuple[Cell, ...]


def matrix(question: Question) -> Matrix:
    """Everybody possibly in anything on the day asked about; only who is in something has a row."""
    found = cells(question)
    actors = ((cell.actor, cell.certainty) for cell in found)
    targets = ((cell.target, cell.certainty) for cell in found)
    return Matrix(_totals(actors), _totals(targets), tuple(found))


def cells(question: Question) -> list[Cell]:
    """One cell per pair that may be joined on the day, in the order of slugs."""
    day = question.valid_at
    found = rows(RESOURCES["memberships"], question).alias(begins=certain_from(), lasts=certain_until())
    told = {"has_begun": Q(begins__lte=day), "is_lasting": Q(lasts__gte=day)}
    found = found.annotate(**{name: ExpressionWrapper(q, BooleanField()) for name, q in told.items()})
    return [
        Cell(actor, target, "certain" if any(map(is_certain, periods(spells))) else "possible", tuple(spells))
        for actor, target, spells in paired(found.values(*COLUMNS))
    ]


def paired(spells: Iterable[Row]) -> Iterator[tuple[Ref, Ref, list[Row]]]:
    """The spells of each member in each target, in the order of slugs; one Ref for each thing, however often."""
    pairs: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for spell in spells:
        pairs[spell["actor_slug"], spell["actor_kind"], spell["target_slug"], spell["target_kind"]].append(spell)
    known: dict[tuple[str, str], Ref] = {}
    for (actor, actor_kind, target, target_kind), found in sorted(pairs.items(), key=lambda item: item[0]):
        ends = ("actor", actor, actor_kind), ("target", target, target_kind)
        for end, *named in ends:
            if tuple(named) not in known:
                known[named[0], named[1]] = ref(found[0], end)
        yield known[actor, actor_kind], known[target, target_kind], found


def is_certain(period: list[Row]) -> bool:
    """Which spell of a period holds on a day of hand-over may be unknown; that one of them does is certain."""
    return any(spell["has_begun"] for spell in period) and any(spell["is_lasting"] for spell in period)


def periods(spells: list[Row]) -> Iterable[list[Row]]:
    """Spells that follow one another, joined."""
    if len(spells) == 1:
        return (spells,)
    former = {spell["slug"]: spell["follows_slug"] for spell in spells}
    joined: dict[str, list[Row]] = defaultdict(list)
    for spell in spells:
        first = spell["slug"]
        while former[first] in former:
            first = former[first]
        joined[first].append(spell)
    return joined.values()


def _totals(cells: Iterable[tuple[Ref, str]]) -> tuple[Total, ...]:
    counts = Counter(cells)
    refs = sorted({ref for ref, _ in counts})
    return tuple(Total(ref, counts[ref, "certain"], counts[ref, "possible"]) for ref in refs)


def ref(spell: Row, end: str) -> Ref:
    """The member (`actor`) or the target of a spell."""
    return Ref(spell[f"{end}_slug"], spell[f"{end}_kind"], spell[f"{end}_name"])

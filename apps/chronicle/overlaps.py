"""Which combinations of formats, instruments and organisations share which actors on one day."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest
from itertools import chain, combinations, groupby, permutations

from apps.chronicle import presence
from apps.chronicle.questions import Question, rows
from apps.chronicle.resources import RESOURCES
from apps.chronicle.spells import Ref

MOST_TARGETS = 8
Cell = presence.Pair  # of a member and a target; the pairs here are of two targets
CHOICE = tuple(RESOURCES[name] for name in ("formats", "instruments", "actors"))


@dataclass(frozen=True)
class Combination:
    """Actors in exactly these of the chosen targets: certainly, or as far as uncertain dates allow."""

    targets: tuple[Ref, ...]
    certain: tuple[Ref, ...]
    possible: tuple[Ref, ...]


@dataclass(frozen=True)
class Pair:
    """Actors in both of two targets, and how much of all in either they are (Jaccard), from 0 to 1.

    None where nobody is in either. The second counts all who may be in them: it can be the smaller one.
    """

    targets: tuple[Ref, Ref]
    certain: tuple[Ref, ...]
    possible: tuple[Ref, ...]
    jaccard_certain: float | None
    jaccard_possible: float | None


@dataclass(frozen=True)
class Overlaps:
    targets: tuple[Ref, ...]
    combinations: tuple[Combination, ...]
    pairs: tuple[Pair, ...]


def chosen(slugs: Sequence[str]) -> list[Ref]:
    """The things with these slugs that actors can be in, in the order given; unknown ones are left out."""
    found = [
        Ref(row["slug"], resource.kind, row["name"])
        for resource in CHOICE
        for row in rows(resource, Question()).filter(slug__in=slugs)
    ]
    return sorted(found, key=lambda ref: (slugs.index(ref.slug), ref.kind))


def overlaps(question: Question, targets: Sequence[Ref]) -> Overlaps:
    """How the members of TARGETS overlap on the day asked about."""
    asked = replace(question, values=dict(question.values) | {"target_slug": tuple(ref.slug for ref in targets)})
    return overlapping(presence.present(asked), targets)


def overlapping(cells: Iterable[Cell], targets: Sequence[Ref]) -> Overlaps:
    """How the members of TARGETS overlap, of the cells of one day."""
    within = set(targets)
    found = [cell for cell in cells if cell.target in within]
    members = _members(found)
    pairs = tuple(_pair(members, one, other) for one, other in combinations(targets, 2))
    return Overlaps(tuple(targets), tuple(_combinations(found, targets)), pairs)


def closest(found: Iterable[Cell], least: int, most: int) -> list[Pair]:
    """The MOST alike of any two targets with at least LEAST members in common, one or more, the most alike first.

    Every two are weighed, so members are bits of a number: to intersect sets of them takes ten times as long.
    """
    members = certain, possible = _members(found)
    targets = sorted(possible)
    bits = {actor: 1 << place for place, actor in enumerate(set().union(*possible.values()))}
    within = [(sum(bits[a] for a in possible[each]), sum(bits[a] for a in certain[each])) for each in targets]
    alike = nsmallest(most, _weighed(within, least))
    return [_pair(members, targets[one], targets[other]) for _, _, one, other in alike]


def _weighed(within: Sequence[tuple[int, int]], least: int) -> Iterator[tuple[float, int, int, int]]:
    """Any two that share LEAST members, with what sorts the most alike first: by likeness, then by what they certainly
    share."""
    for (one, (all_one, sure_one)), (other, (all_other, sure_other)) in combinations(enumerate(within), 2):
        if (common := (all_one & all_other).bit_count()) >= least:
            yield -common / (all_one | all_other).bit_count(), -(sure_one & sure_other).bit_count(), one, other


def shared(found: Iterable[Cell], members: Collection[Ref]) -> dict[tuple[Ref, Ref], tuple[int, int]]:
    """How many targets any two of MEMBERS are both in, either way round: for certain, and more possibly."""
    bits: dict[Ref, int] = {}
    within = {member: [0, 0] for member in members}
    for cell in found:
        if cell.member in within:
            bit = bits.setdefault(cell.target, 1 << len(bits))
            within[cell.member][0] |= bit
            within[cell.member][1] |= bit if cell.certainty == "certain" else 0
    counts = {}
    for one, other in permutations(members, 2):
        every, certain = (of_one & of_other for of_one, of_other in zip(within[one], within[other], strict=True))
        if every:
            counts[one, other] = certain.bit_count(), every.bit_count() - certain.bit_count()
    return counts


def _combinations(found: Iterable[Cell], targets: Sequence[Ref]) -> Iterator[Combination]:
    """Those of most actors first: of certain ones, then of possible ones."""
    certain: dict[tuple[Ref, ...], list[Ref]] = defaultdict(list)
    possible: dict[tuple[Ref, ...], list[Ref]] = defaultdict(list)
    for actor, within in groupby(found, lambda cell: cell.member):
        certainties = {cell.target: cell.certainty for cell in within}
        known = certain if "possible" not in certainties.values() else possible
        for way in _ways(certainties, targets):
            known[way].append(actor)
    keys = sorted(certain.keys() | possible.keys(), key=lambda key: (-len(certain[key]), -len(possible[key]), key))
    return (Combination(key, tuple(certain[key]), tuple(possible[key])) for key in keys)


def _ways(certainties: dict[Ref, str], targets: Sequence[Ref]) -> Iterator[tuple[Ref, ...]]:
    """Every combination that an actor may turn out to be in, each in the order of TARGETS."""
    doubtful = [target for target, certainty in certainties.items() if certainty == "possible"]
    for left_out in chain.from_iterable(combinations(doubtful, size) for size in range(len(doubtful) + 1)):
        way = tuple(target for target in targets if target in certainties and target not in left_out)
        if way:
            yield way


Members = dict[Ref, set[Ref]]


def _pair(members: tuple[Members, Members], one: Ref, other: Ref) -> Pair:
    certain, possible = members
    shared = sorted(certain[one] & certain[other])
    return Pair(
        (one, other),
        tuple(shared),
        tuple(sorted((possible[one] & possible[other]) - set(shared))),
        _jaccard(certain[one], certain[other]),
        _jaccard(possible[one], possible[other]),
    )


def _members(found: Iterable[Cell]) -> tuple[Members, Members]:
    """Who is in each target: for certain, and possibly."""
    certain: Members = defaultdict(set)
    possible: Members = defaultdict(set)
    for cell in found:
        possible[cell.target].add(cell.member)
        if cell.certainty == "certain":
            certain[cell.target].add(cell.member)
    return certain, possible


def _jaccard(one: set[Ref], other: set[Ref]) -> float | None:
    return round(len(one & other) / len(one | other), 4) if one | other else None

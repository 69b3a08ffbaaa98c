"""Which combinations of formats, instruments and organisations share which actors on one day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, combinations, groupby

from apps.chronicle.matrix import Cell, Ref, cells
from apps.chronicle.questions import Question, rows
from apps.chronicle.resources import RESOURCES

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
    found = cells(asked)
    pairs = tuple(_pair(found, one, other) for one, other in combinations(targets, 2))
    return Overlaps(tuple(targets), tuple(_combinations(found, targets)), pairs)


def _combinations(found: Iterable[Cell], targets: Sequence[Ref]) -> Iterator[Combination]:
    """Those of most actors first: of certain ones, then of possible ones."""
    certain: dict[tuple[Ref, ...], list[Ref]] = defaultdict(list)
    possible: dict[tuple[Ref, ...], list[Ref]] = defaultdict(list)
    for actor, within in groupby(found, lambda cell: cell.actor):
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


def _pair(found: Iterable[Cell], one: Ref, other: Ref) -> Pair:
    certain, possible = _members(found, ("certain",)), _members(found, ("certain", "possible"))
    shared = sorted(certain[one] & certain[other])
    return Pair(
        (one, other),
        tuple(shared),
        tuple(sorted((possible[one] & possible[other]) - set(shared))),
        _jaccard(certain[one], certain[other]),
        _jaccard(possible[one], possible[other]),
    )


def _members(found: Iterable[Cell], certainties: tuple[str, ...]) -> dict[Ref, set[Ref]]:
    members: dict[Ref, set[Ref]] = defaultdict(set)
    for cell in found:
        if cell.certainty in certainties:
            members[cell.target].add(cell.actor)
    return members


def _jaccard(one: set[Ref], other: set[Ref]) -> float | None:
    return round(len(one & other) / len(one | other), 4) if one | other else None

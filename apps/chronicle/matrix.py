"""Who is in what on one day: actors against formats, instruments and organisations."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from apps.chronicle.presence import Pair, present
from apps.chronicle.questions import Question
from apps.chronicle.spells import Ref


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
    cells: tuple[Pair, ...]


def matrix(question: Question) -> Matrix:
    """Everybody possibly in anything on the day asked about; only who is in something has a row."""
    found = present(question)
    actors = ((cell.member, cell.certainty) for cell in found)
    targets = ((cell.target, cell.certainty) for cell in found)
    return Matrix(_totals(actors), _totals(targets), tuple(found))


def _totals(cells: Iterable[tuple[Ref, str]]) -> tuple[Total, ...]:
    counts = Counter(cells)
    refs = sorted({ref for ref, _ in counts})
    return tuple(Total(ref, counts[ref, "certain"], counts[ref, "possible"]) for ref in refs)

"""A period by brute force: every start and every last day its bounds allow, tried one by one.

Nothing here clamps: the days that are certain are those that every choice agrees on.
"""

from dataclasses import dataclass
from itertools import product

EARLIEST, LATEST = -1000, 1000  # days, standing for the infinities

Bounds = tuple[int | None, int | None]


@dataclass(frozen=True)
class Period:
    """The possible days of a start and of a last day; None is open. `always` is a start of “..”.

    `ends` is None where no end is known and nothing follows.
    """

    starts: Bounds
    ends: Bounds | None
    always: bool = False
    in_force: bool = True

    def choices(self) -> list[tuple[int, int]]:
        """Every pair of a start and a last day that is no contradiction."""
        return [(start, last) for start, last in product(self._starts(), self._lasts()) if start <= last]

    def _starts(self) -> list[int]:
        if self.always:
            return [EARLIEST]
        return _days(self.starts)

    def _lasts(self) -> list[int]:
        return [LATEST] if self.ends is None else _days(self.ends)

    def certainty(self, first: int, last: int) -> str:
        """Whether it is in force on some day from FIRST to LAST: certain, possible or none."""
        choices = self.choices() if self.in_force else []
        met = [start <= last and first <= end for start, end in choices]
        return "certain" if met and all(met) else "possible" if any(met) else "none"


def _days(bounds: Bounds) -> list[int]:
    # Between the infinities and the days asked about, one day stands for all.
    first, last = bounds
    inner = list(range(-5 if first is None else first, (25 if last is None else last) + 1))
    return [*([EARLIEST] if first is None else []), *inner, *([LATEST] if last is None else [])]

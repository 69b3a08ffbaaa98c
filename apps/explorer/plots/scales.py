"""Where a day stands on the axis of time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from apps.chronicle.spans import day_number

FOLD_FROM, FOLD_TO = 1940, 1990  # the years before are few and far between: folded into a strip
FOLDED, PER_YEAR = 70.0, 23.0


@dataclass(frozen=True)
class Scale:
    """From folded years at LEFT to the end of the year `last`."""

    left: float
    last: int

    @property
    def right(self) -> float:
        return self.left + FOLDED + (self.last + 1 - FOLD_TO) * PER_YEAR

    @property
    def unfolded(self) -> float:
        """Where the fold ends."""
        return self.left + FOLDED

    def x(self, day: float) -> float:
        """The place of a number of days; what is beyond an end stands at it."""
        year = 1970 + day / 365.2425 if abs(day) != float("inf") else day
        if year < FOLD_TO:
            part = (year - FOLD_FROM) / (FOLD_TO - FOLD_FROM)
            return self.left + FOLDED * max(part, 0.0)
        return min(self.unfolded + (year - FOLD_TO) * PER_YEAR, self.right)

    def ticks(self) -> Iterator[tuple[int, float]]:
        return ((year, self.x(day_number(date(year, 1, 1)))) for year in range(FOLD_TO, self.last + 2, 5))

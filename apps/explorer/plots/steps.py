"""How many are in something over time: steps, with a hatched band for those who may be."""

from collections.abc import Callable, Iterator
from datetime import date

from apps.chronicle.counts import Step, steps
from apps.chronicle.presence import Pair
from apps.chronicle.spans import day_number, day_of
from apps.explorer.clocks import Clocks
from apps.explorer.plots import pen
from apps.explorer.wording import day_in_words, listed

WIDTH, HEIGHT, LEFT, TOP, FOOT = 560, 210, 34, 16, 26
FEWEST, MOST_YEARS = 5, 12  # years drawn at least, ticks drawn at most
NAMED = 4


class Steps:
    """One drawing; the hatches it refers to stand in the map beside it, or in its file."""

    def __init__(
        self, pairs: list[Pair], clocks: Clocks, name: str, evidence: Callable[[tuple[Pair, ...]], str]
    ) -> None:
        self.clocks, self.name, self.evidence = clocks, name, evidence
        recorded = clocks.known.instant.date() if clocks.known.instant else clocks.day
        self.now = max(day_number(recorded), day_number(clocks.day)) + 1
        self.steps = [step for step in steps(pairs) if step.day < self.now]
        known = [step.day for step in self.steps if step.day != float("-inf")]
        self.first = min(min(known, default=self.now), self.now - FEWEST * 365.2425)
        self.first -= (self.now - self.first) / 40
        self.most = max((step.possible for step in self.steps), default=0) or 1

    @property
    def rows(self) -> list[tuple[str, Step, str, str]]:
        """The same as a table: day, step, whose, and where it says who says so."""
        return [(_day(step.day), step, _whose(step), self.evidence(step.pairs)) for step in self.steps]

    def page(self) -> str:
        return pen.svg(WIDTH, HEIGHT, self._drawn(), "steps", f"How many are in {self.name} over time", scales=True)

    def file(self) -> str:
        foot = f"Hatched: possibly. eudefence, changeset {self.clocks.known.changeset}, CC BY 4.0."
        title = f"How many are in {self.name}"
        return pen.picture(WIDTH, HEIGHT, title[:58], foot, [pen.hatches(), *self._drawn()])

    def _drawn(self) -> list[str]:
        if not self.steps:
            return []
        return [*self._axes(), self._band(), self._sure(), *self._marks(), self._day()]

    def _axes(self) -> list[str]:
        drawn = []
        for number in sorted({0, self.most, self.most // 2}):
            y = self._y(number)
            drawn.append(pen.path(f"M{LEFT} {y:.5g}H{WIDTH - 8}", pen.stroke("faint")))
            drawn.append(pen.text(LEFT - 6, y + 4, str(number), "quiet", text_anchor="end", font_size=11))
        for year in self._years():
            x = self._x(day_number(date(year, 1, 1)))
            drawn.append(pen.path(f"M{x:.5g} {HEIGHT - FOOT:g}v4", pen.stroke("quiet")))
            drawn.append(pen.text(x, HEIGHT - 8, str(year), "quiet", text_anchor="middle", font_size=11))
        return drawn

    def _years(self) -> Iterator[int]:
        """As many as there is room for, all divisible by the same round number."""
        first, last = (1970 + int(day / 365.2425) for day in (self.first, self.now))
        by = next(each for each in (1, 2, 5, 10, 20, 50, 100, 200, 500) if (last - first) / each <= MOST_YEARS)
        return (
            year for year in range(first - first % by, last + 1, by) if self._x(day_number(date(year, 1, 1))) > LEFT
        )

    def _x(self, day: float) -> float:
        part = (max(day, self.first) - self.first) / (self.now - self.first)
        return LEFT + min(part, 1.0) * (WIDTH - 8 - LEFT)

    def _y(self, number: int) -> float:
        return HEIGHT - FOOT - (HEIGHT - FOOT - TOP) * number / self.most

    def _line(self, heights: list[int]) -> str:
        """From step to step, along HEIGHTS."""
        ends = [*(self._x(step.day) for step in self.steps[1:]), self._x(self.now)]
        first = f"M{self._x(self.steps[0].day):.5g} {self._y(heights[0]):.5g}"
        return first + "".join(f"V{self._y(height):.5g}H{end:.5g}" for height, end in zip(heights, ends, strict=True))

    def _band(self) -> str:
        line = self._line([step.possible for step in self.steps])
        return pen.path(f"{line}V{self._y(0):g}H{self._x(self.steps[0].day):.5g}z", pen.hatch("member"))

    def _sure(self) -> str:
        line = self._line([step.certain for step in self.steps])
        return pen.path(f"{line}V{self._y(0):g}H{self._x(self.steps[0].day):.5g}z", pen.fill("member"))

    def _marks(self) -> Iterator[str]:
        """A dot on every step, with a place to hit."""
        for step in self.steps:
            x, y = self._x(step.day), self._y(step.possible)
            drawn = pen.rect(x - 5, 0, 10, HEIGHT - FOOT, 'fill="none" pointer-events="all"')
            drawn += pen.circle(x, y, 3, f'class="f-ink rim" fill="{pen.FILLS["ink"]}" stroke="{pen.FILLS["ground"]}"')
            yield pen.link(self.evidence(step.pairs), _said(step), drawn)

    def _day(self) -> str:
        x = self._x(day_number(self.clocks.day))
        return pen.path(f"M{x:.5g} {TOP - 8}V{HEIGHT - FOOT:g}", pen.stroke("warn", 1.4, **{"stroke-dasharray": "4 3"}))


def _day(day: float) -> str:
    known = day_of(day)
    return day_in_words(known) if known else "from the beginning"


def _said(step: Step) -> str:
    more = step.possible - step.certain
    numbers = f"{step.certain} for certain" + (f", {more} more possibly" if more else "")
    return f"{_day(step.day)}: {numbers} ({_whose(step)})"


def _whose(step: Step) -> str:
    names = [pair.member.name for pair in step.pairs]
    return listed(names if len(names) <= NAMED else [*names[: NAMED - 1], f"{len(names) - NAMED + 1} more"])

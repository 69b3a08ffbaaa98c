"""Which combinations of things members are in exactly, as an UpSet plot."""

from collections.abc import Callable

from apps.chronicle.matrix import Total
from apps.chronicle.overlaps import Combination
from apps.chronicle.spells import Ref
from apps.explorer.clocks import Clocks
from apps.explorer.plots import pen
from apps.explorer.references import cut
from apps.explorer.wording import day_in_words

NAMES, BARS, COLUMN, ROW, MARGIN = 308, 130, 24, 25, 20
NAMED, WIDEST, MOST = 212, 62, 48  # letters' room, the longest bar, columns drawn
BRIEF = 19  # letters of a name beside a narrow page, with its number


class Upset:
    """One drawing in two parts: names with how many are in each, and a column for each combination."""

    def __init__(
        self,
        totals: list[Total],
        combinations: list[Combination],
        clocks: Clocks,
        evidence: Callable[[Combination], str],
    ) -> None:
        self.totals, self.combinations, self.clocks, self.evidence = totals, combinations[:MOST], clocks, evidence
        self.place = {total.of: number for number, total in enumerate(totals)}
        self.top = BARS + MARGIN
        self.height = self.top + ROW * len(totals) + 14
        self.width = max(COLUMN * len(self.combinations) + 24, 300)

    def parts(self) -> tuple[str, str]:
        """Names, and combinations."""
        names = pen.svg(NAMES, self.height, [pen.hatches(), *self._names()], "names", "How many are in each")
        return names, pen.svg(self.width, self.height, self._columns(), "columns", "Combinations")

    def file(self) -> str:
        title = f"Which memberships overlap on {day_in_words(self.clocks.day)}"
        foot = f"eudefence, changeset {self.clocks.known.changeset}, CC BY 4.0. Hatched: possibly, a date is uncertain."
        inner = [
            pen.svg(NAMES, self.height, [pen.hatches(), *self._names()], "names", "How many are in each"),
            pen.svg(self.width, self.height, self._columns(), "columns", "Combinations", at=(NAMES, 0)),
        ]
        return pen.picture(max(NAMES + self.width, 560), self.height, title, foot, inner)

    def _names(self) -> list[str]:
        most = max((total.certain + total.possible for total in self.totals), default=1) or 1
        drawn = []
        for number, total in enumerate(self.totals):
            y = self.top + ROW * number
            if number % 2 == 0:
                drawn.append(pen.rect(0, y, NAMES, ROW, pen.fill("raised")))
            said = f"{total.of.name}: {total.certain} for certain, {total.possible} more possibly"
            bar = self._strip(total, WIDEST / most, y)
            named = pen.name(8, y + 17, cut(total.of.name, 32), f"{cut(total.of.name, BRIEF)} {_number(total)}") + bar
            drawn.append(pen.link(self.clocks.record(total.of.kind, total.of.slug), said, named))
        return drawn

    def _strip(self, total: Total, unit: float, y: float) -> str:
        certain, possible = total.certain * unit, total.possible * unit
        drawn = pen.rect(NAMED + 8, y + 6, certain, 13, pen.fill("quiet"))
        if possible:
            drawn += pen.rect(NAMED + 8 + certain, y + 6, possible, 13, pen.hatch("member"))
        return drawn + pen.text(NAMED + 13 + certain + possible, y + 17, _number(total), "quiet", font_size=11)

    def _columns(self) -> list[str]:
        stripes = [
            pen.rect(0, self.top + ROW * number, self.width, ROW, pen.fill("raised"))
            for number in range(0, len(self.totals), 2)
        ]
        most = max((len(each.certain) + len(each.possible) for each in self.combinations), default=1)
        unit = (BARS - 20) / max(most, 4)
        columns = [self._column(each, 12 + COLUMN * (n + 0.5), unit) for n, each in enumerate(self.combinations)]
        return [pen.hatches(), *stripes, *columns]

    def _column(self, each: Combination, x: float, unit: float) -> str:
        """How many are in exactly these: a bar, and a chain of dots below it."""
        certain, possible = len(each.certain), len(each.possible)
        low, base = certain * unit, self.top - 8
        drawn = pen.rect(x - COLUMN / 2, 0, COLUMN, self.height, 'fill="none" pointer-events="all"')
        if certain:
            drawn += pen.rect(x - 8, base - low, 16, low, pen.fill("member"), 2)
        if possible:
            drawn += pen.rect(x - 8, base - low - possible * unit, 16, possible * unit, pen.hatch("member"), 2)
        number = f"{certain}" + (f"+{possible}" if possible else "") if certain else f"+{possible}"
        drawn += pen.text(x, base - low - possible * unit - 5, number, "quiet", text_anchor="middle", font_size=11)
        return pen.link(self.evidence(each), said(each), drawn + self._dots(each.targets, x))

    def _dots(self, targets: tuple[Ref, ...], x: float) -> str:
        rows = [self.place[target] for target in targets]
        middle = [self.top + ROW * (row + 0.5) for row in range(len(self.totals))]
        chain = pen.path(f"M{x:.4g} {middle[min(rows)]:g}V{middle[max(rows)]:g}", pen.stroke("member", 2.5))
        dots = "".join(
            pen.circle(x, y, 5.5, pen.fill("member" if row in rows else "faint")) for row, y in enumerate(middle)
        )
        return chain + dots


def _number(total: Total) -> str:
    return f"{total.certain}" + (f"+{total.possible}" if total.possible else "")


def said(each: Combination) -> str:
    """“In exactly E5 and NATO: France, Germany; possibly also Italy”."""
    names = " and ".join(target.name for target in each.targets)
    certain = ", ".join(actor.name for actor in each.certain)
    possible = ", ".join(actor.name for actor in each.possible)
    return f"In exactly {names}: " + "; ".join(filter(None, [certain, possible and f"possibly {possible}"]))

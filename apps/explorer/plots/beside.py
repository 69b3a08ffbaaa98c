"""Two sides over time: for each thing that either was ever in, a bar for the one and a bar for the other."""

from datetime import date

from apps.chronicle.spans import day_number
from apps.chronicle.spells import Spell
from apps.explorer.beside import Beside, Entry, Held
from apps.explorer.clocks import Clocks
from apps.explorer.plots import pen
from apps.explorer.plots.scales import Scale
from apps.explorer.references import cut
from apps.explorer.wording import begun, ended, label

NAMES, ROW, TOP, BAR, BRIEF = 252, 26, 34, 8, 21  # the last: letters of a name beside a narrow page
SIDES = {"one": "member", "other": "third"}


class Periods:
    """One drawing in two parts, the names apart from the years."""

    def __init__(
        self, found: Beside, names: tuple[str, str], clocks: Clocks, title: str, days: tuple[date, ...], is_one: bool
    ) -> None:
        self.found, self.sides, self.clocks, self.title = found, names, clocks, title
        self.days, self.is_one = days, is_one  # one thing on two days has one bar, and two days
        recorded = clocks.known.instant.date() if clocks.known.instant else clocks.day
        self.now = max(day_number(recorded), day_number(clocks.day))
        self.scale = Scale(6, max(1970 + int(self.now / 365.2425), 2000))
        self.width, self.height = self.scale.right + 14, TOP + ROW * len(found.entries) + 14
        order = ["both", "one", "other", ""]
        self.entries = sorted(found.entries, key=lambda each: order.index(each.group))

    def parts(self) -> tuple[str, str]:
        """Names, and years."""
        return (pen.svg(NAMES, self.height, self._names(), "names", "Names"),
                pen.svg(self.width, self.height, self._years(), "years", self.title))  # fmt: skip

    def file(self) -> str:
        one, other = self.sides
        key = "" if self.is_one else f"Upper bar: {one}; lower bar: {other}. "
        foot = f"{key}Hatched: possibly. eudefence, changeset {self.clocks.known.changeset}, CC BY 4.0."
        inner = [pen.svg(NAMES, self.height, self._names(), "names", "Names"),
                 pen.svg(self.width, self.height, self._years(), "years", self.title, at=(NAMES, 0))]  # fmt: skip
        return pen.picture(NAMES + self.width, self.height, self.title, foot, inner)

    def _names(self) -> list[str]:
        return [pen.link(entry.url, entry.ref.name, _name(TOP + ROW * n + 17, entry.ref.name))
                for n, entry in enumerate(self.entries)]  # fmt: skip

    def _years(self) -> list[str]:
        bottom = self.height - 8
        drawn = [pen.hatches(), pen.rect(self.scale.left, TOP - 6, self.scale.unfolded - self.scale.left,
                                         bottom - TOP + 6, pen.fill("raised"))]  # fmt: skip
        for year, x in self.scale.ticks():
            drawn.append(pen.path(f"M{x:.4g} {TOP - 6}V{bottom:g}", pen.stroke("faint")))
            drawn.append(pen.text(x, TOP - 14, str(year), "quiet", text_anchor="middle"))
        for day in self.days:
            x, dashed = self.scale.x(day_number(day)), {"stroke-dasharray": "4 3"}
            drawn.append(pen.path(f"M{x:.4g} {TOP - 12}V{bottom:g}", pen.stroke("warn", 1.4, **dashed)))
        for number, entry in enumerate(self.entries):
            drawn += self._entry(entry, TOP + ROW * number)
        return drawn

    def _entry(self, entry: Entry, y: float) -> list[str]:
        rule = pen.path(f"M{self.scale.left:g} {y + ROW:g}H{self.scale.right:g}", pen.stroke("faint", 0.6))
        sides = {"other": entry.other or entry.one} if self.is_one else {"one": entry.one, "other": entry.other}
        bars = [self._bars(held, "member" if self.is_one else SIDES[side], y + self._place(side))
                for side, held in sides.items() if held]  # fmt: skip
        return [rule, *(bar for found in bars for bar in found)]

    def _place(self, side: str) -> int:
        return 9 if self.is_one else 3 if side == "one" else 13

    def _bars(self, held: Held, tint: str, y: float) -> list[str]:
        return [pen.link(held.url, _said(spell), self._bar(spell, tint, y)) for spell in held.pair.spells]

    def _bar(self, spell: Spell, tint: str, y: float) -> str:
        """Hatched over all possible days, solid over the certain ones."""
        first, last = self.scale.x(spell.first), self.scale.x(min(spell.last, self.now))
        if spell.start_edtf == "" and spell.first == float("-inf"):
            return pen.rect(first, y, last - first, BAR, pen.stroke(tint, 1.2, **{"stroke-dasharray": "1 3"}), 2)
        drawn = pen.rect(first, y, max(last - first, 3), BAR, pen.hatch(tint), 2)
        begun, lasting = spell.begun, min(spell.lasting, self.now)
        if begun <= lasting:
            left = self.scale.x(begun)
            drawn += pen.rect(left, y, max(self.scale.x(lasting) - left, 3), BAR, pen.fill(tint), 2)
        return drawn


def _name(y: float, words: str) -> str:
    return pen.name(8, y, cut(words, 36), cut(words, BRIEF))


def _said(spell: Spell) -> str:
    role = label("memberships", "role", spell.role).lower()
    dates = f"{begun(spell.start_edtf)}, {ended(spell.end_edtf, spell.end_latest)}"
    return f"{spell.actor_name} in {spell.target_name}, {role}: {dates}"

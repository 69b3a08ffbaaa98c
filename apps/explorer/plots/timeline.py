"""Formats and instruments over time: bars that are hatched where a date is uncertain, and what happened to them."""

from collections.abc import Iterable

from apps.chronicle.questions import Row
from apps.chronicle.spans import Span, day_number
from apps.explorer.clocks import Clocks
from apps.explorer.lanes import EFFECTS, Lane, Mark
from apps.explorer.plots import pen
from apps.explorer.plots.scales import PER_YEAR, Scale
from apps.explorer.references import cut
from apps.explorer.wording import begun, day_in_words, ended, label

LABELS, UNDATED, ROW, HEAD, TOP, BAR, DAY = 252, 46, 21, 30, 44, 11, 108
LAW, BRIEF = 37, 18  # letters of a law, and those beside a narrow page
DIAMOND, HAIR, CROWDED = 5.5, 0.5, 4.0  # the last: diamonds closer than this cover each other


class Timeline:
    """One drawing in two parts, so that names stay in sight while the years scroll by."""

    def __init__(self, groups: list[tuple[str, list[Lane]]], events: list[Mark], clocks: Clocks) -> None:
        self.clocks, self.groups, self.events = clocks, groups, events
        recorded = clocks.known.instant.date() if clocks.known.instant else clocks.day
        self.recorded = day_number(recorded)
        self.now = max(self.recorded, day_number(clocks.day))
        days = [mark.to for _, lanes in groups for lane in lanes for mark in lane.marks if mark.to is not None]
        last = max([self.now, *days])
        self.scale = Scale(UNDATED, min(max(1970 + int(last / 365.2425), 2000), 2060))
        self.names: list[str] = []
        self.drawn: list[str] = []
        self.y = float(TOP)
        self._lay()

    @property
    def width(self) -> float:
        """With room for the words of the day, which stand right of it."""
        return max(self.scale.right + 14, self.scale.x(day_number(self.clocks.day)) + DAY)

    @property
    def height(self) -> float:
        return self.y + 30

    def parts(self) -> tuple[str, str]:
        """Names, and years."""
        names = pen.svg(LABELS, self.height, self.names, "names", "Names")
        return names, pen.svg(self.width, self.height, [pen.hatches(), *self.drawn], "years", "Over time")

    def file(self) -> str:
        foot = f"eudefence, changeset {self.clocks.known.changeset}, CC BY 4.0. Hatched: possibly, a date is uncertain."
        years = [pen.hatches(), *self.drawn]
        inner = [
            pen.svg(LABELS, self.height, self.names, "names", "Names"),
            pen.svg(self.width, self.height, years, "years", "Over time", at=(LABELS, 0)),
        ]
        return pen.picture(LABELS + self.width, self.height, "Formats and instruments over time", foot, inner)

    def _lay(self) -> None:
        body: list[str] = []
        if self.events:
            body += self._events()
        for title, lanes in self.groups:
            self.y += HEAD
            self.names.append(_title(self.y - 8, title))
            for lane in lanes:
                body += self._lane(lane)
        self.drawn = [*self._axis(), *body, *self._day()]

    def _axis(self) -> list[str]:
        """Years above and below, lines between; the folded years on a ground of their own, with a break."""
        scale, bottom = self.scale, self.y + 8
        drawn = [pen.rect(scale.left, TOP - 8, scale.unfolded - scale.left, bottom - TOP + 8, pen.fill("raised"))]
        for year, x in scale.ticks():
            drawn.append(pen.path(f"M{x:.4g} {TOP - 8}V{bottom:g}", pen.stroke("faint")))
            drawn += [pen.text(x, y, str(year), "quiet", text_anchor="middle") for y in (TOP - 14, bottom + 16)]
        middle = (scale.left + scale.unfolded) / 2
        drawn.append(pen.text(middle - 8, TOP - 14, "earlier", "quiet", text_anchor="middle", font_size=11))
        drawn.append(pen.text(UNDATED / 2, TOP - 14, "no date", "quiet", text_anchor="middle", font_size=10))
        zigzag = f"M{scale.unfolded:g} {TOP - 8}l-3 4l6 5l-6 5l6 5l-3 4"
        return [*drawn, pen.path(zigzag, pen.stroke("quiet"))]

    def _day(self) -> list[str]:
        x, words = self.scale.x(day_number(self.clocks.day)), day_in_words(self.clocks.day)
        return [pen.path(f"M{x:.4g} {TOP - 40}V{self.y + 8:g}", pen.stroke("warn", 1.4, **{"stroke-dasharray": "4 3"})),
                pen.text(x + 5, TOP - 32, words, "warn", font_size=10)]  # fmt: skip

    def _events(self) -> list[str]:
        self.y += ROW
        self.names.append(_title(self.y - 6, "Shocks and treaties"))
        return self._marks(self.events, self.y - ROW / 2)

    def _lane(self, lane: Lane) -> list[str]:
        self.y += ROW
        middle = self.y - ROW / 2
        named = pen.name(20, middle + 4, lane.short, lane.brief)
        self.names.append(pen.link(lane.url, lane.name, named))
        drawn = self._bar(lane, middle) if lane.span else self._never(lane, middle)
        drawn += self._marks(lane.marks, middle)
        for effect, span, url in lane.effects:
            drawn += self._effect(effect, span, url)
        return drawn

    def _bar(self, lane: Lane, middle: float) -> list[str]:
        row = lane.row
        words = f"{lane.name}: {begun(row['start_edtf'])}, {ended(row['end_edtf'], row['end_latest'])}"
        span: Span = lane.span  # type: ignore[assignment]  # asked for only where there is one
        if span.first == float("-inf") and lane.row["start_edtf"] == "" and span.last == float("inf"):
            drawn = self._undated(middle, self.scale.x(self.now))
        else:
            drawn = self._strips(span, lane.tint, middle, BAR)
        return [pen.link(lane.url, words, drawn, stops=False)]

    def _strips(self, span: Span, tint: str, middle: float, high: float) -> str:
        """Hatched over all possible days, solid over those that are certain, paler where they are still to come."""
        x, now, top = self.scale.x, self.now, middle - high / 2
        first, last = x(span.first), x(min(span.last, now) if span.last == float("inf") else span.last)
        sure = x(span.begun), x(min(span.lasting, now) if span.lasting == float("inf") else span.lasting)
        is_all_sure = span.is_ever_certain and sure[0] - first < HAIR and last - sure[1] < HAIR
        drawn = "" if is_all_sure else pen.rect(first, top, max(last - first, 3), high, pen.hatch(tint), 2)
        if span.is_ever_certain:
            drawn += pen.rect(sure[0], top, max(sure[1] - sure[0], 3), high, pen.fill(tint), 2)
        if last > x(now):
            drawn += pen.rect(x(now), top, last - x(now), high, pen.fill("ground") + ' opacity=".55"')
        return drawn

    def _undated(self, middle: float, right: float) -> str:
        """Nobody says when: dotted over all the years."""
        dotted = pen.stroke("member", 1.2, **{"stroke-dasharray": "1 3"})
        left = self.scale.left
        return pen.rect(left, middle - BAR / 2, right - left, BAR, dotted, 2)

    def _never(self, lane: Lane, middle: float) -> list[str]:
        """It has no period: a thread, for what is said of it."""
        words = f"{lane.name}: {lane.status}, in force on no day"
        thread = pen.path(f"M{self.scale.left:g} {middle:.5g}H{self.scale.right:g}",
                          pen.stroke("ended", 1, **{"stroke-dasharray": "2 4"}))  # fmt: skip
        shown = pen.text(self.scale.left + 6, middle - 3, lane.status, "quiet", font_size=9)
        return [pen.link(lane.url, words, thread + shown, stops=False)]

    def _effect(self, effect: Row, span: Span | None, url: str) -> list[str]:
        self.y += 16
        middle = self.y - 8
        does = label("legal-effects", "effect", effect["effect"]).lower()
        words = f"{effect['legal_basis_name']} {does} {effect['subject_name']}: {begun(effect['start_edtf'])}"
        said = cut(f"{does} · {effect['legal_basis_name']}", LAW)
        named = pen.name(32, middle + 3.5, said, cut(said, BRIEF), "quiet", font_size=10.5)
        self.names.append(pen.link(url, words, named))
        drawn = self._strips(span, EFFECTS[effect["effect"]], middle, 5) if span else ""
        return [pen.link(url, words, drawn, stops=False)] if drawn else []

    def _marks(self, marks: Iterable[Mark], middle: float) -> list[str]:
        drawn, undated = [], 0
        for mark in self._apart(marks):
            if mark.of is None or mark.to is None:
                x, whisker, undated = 12.0 + undated * 12, "", undated + 1
            else:
                x, whisker = self._dated(mark.of, mark.to, middle)
            shape = whisker + diamond(x, middle, mark.outcome)
            if mark.count > 1:
                shape += pen.text(x, middle - 6.5, str(mark.count), "ink", text_anchor="middle", font_size=9)
            drawn.append(pen.link(mark.url, mark.words, shape))
        return drawn

    def _apart(self, marks: Iterable[Mark]) -> list[Mark]:
        """Those of one thing that would cover each other as one, as those of one day are."""
        kept: list[Mark] = []
        for mark in marks:
            if kept and self._covers(kept[-1], mark):
                kept[-1] = Mark(kept[-1].rows + mark.rows, kept[-1].url)
            else:
                kept.append(mark)
        return kept

    def _covers(self, one: Mark, other: Mark) -> bool:
        if None in (one.of, one.to, other.of, other.to) or one.outcome != other.outcome:
            return False
        if one.rows[0]["subject_slug"] != other.rows[0]["subject_slug"]:
            return False
        places = [self.scale.x(day) for mark in (one, other) for day in (mark.of, mark.to) if day is not None]
        return abs(sum(places[:2]) - sum(places[2:])) / 2 < CROWDED

    def _dated(self, of: float, to: float, middle: float) -> tuple[float, str]:
        """The middle of the days that it may have been, and a whisker over them where they are many."""
        left, right = self.scale.x(of), self.scale.x(to)
        if right - left <= PER_YEAR / 2:
            return (left + right) / 2, ""
        ends = f"M{left:.4g} {middle - 3:g}v6m0-3H{right:.4g}m0-3v6"
        return (left + right) / 2, pen.path(ends, pen.stroke("ink"))


def _title(y: float, words: str) -> str:
    return pen.name(8, y, words, cut(words, BRIEF + 3), font_size=13, font_weight="bold")


def key(outcome: str) -> str:
    """A diamond for the legend of a page."""
    return pen.svg(18, 18, [diamond(9, 9, outcome)], "key", outcome)


def diamond(x: float, y: float, outcome: str) -> str:
    """Full: occurred. Hollow: planned. Crossed through: missed. A cross alone: it never was."""
    r = DIAMOND
    outline = f"M{x - r:.4g} {y:g}l{r:g}-{r:g}l{r:g} {r:g}l-{r:g} {r:g}z"
    target = f'<rect x="{x - 6:.4g}" y="{y - 10:g}" width="12" height="20" fill="none" pointer-events="all"/>'
    cross = f"M{x - 4:.4g} {y - 4:g}l8 8m0-8l-8 8"
    drawn = {
        "occurred": f'<path d="{outline}" class="f-ink rim" fill="{pen.FILLS["ink"]}" stroke="{pen.FILLS["ground"]}"/>',
        "planned": f'<path d="{outline}" class="f-ground s-ink" fill="#fff" stroke="{pen.FILLS["ink"]}"/>',
        "missed": f'<path d="{outline}" class="f-ground s-warn" fill="#fff" stroke="{pen.FILLS["warn"]}"/>'
        + pen.path(f"M{x - r:.4g} {y + r:g}l{2 * r:g}-{2 * r:g}", pen.stroke("warn", 1.6)),
        "never": pen.path(cross, pen.stroke("warn", 2.2)),
    }
    return target + drawn[outcome]

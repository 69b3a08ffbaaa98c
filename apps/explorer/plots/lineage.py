"""What something grew out of, what it is part of, and what became of it: boxes, and lines that say how."""

from collections.abc import Iterator
from dataclasses import dataclass

from apps.chronicle.subjects import Subject
from apps.explorer.clocks import Clocks
from apps.explorer.lines import line
from apps.explorer.plots import pen
from apps.explorer.references import References, cut
from apps.explorer.wording import label

BOX, HIGH, ROW, BESIDE, LETTERS, BOLD = 204, 34, 50, 112, 25, 22
MOST = 6  # boxes above each other; the rest are counted
INHERITS = ("grew-into", "merged-into", "replaced-by", "reused-in", "formalised-as")


@dataclass(frozen=True)
class Relative:
    """One thing beside the subject: how it is told, where it leads, and the link that says so."""

    name: str
    url: str
    how: str
    said: str
    state: str
    sources: str


class Lineage:
    """One drawing: what came before at the left, what it is part of above, its parts below, what came of it right."""

    def __init__(self, whole: Subject, clocks: Clocks, references: References) -> None:
        self.clocks, self.references = clocks, references
        self.name = str(whole.fact.row.get("name") or whole.fact.row["label"])
        self.page_of = clocks.record(*whole.fact.named)
        self.before = self._found(whole, "linked", INHERITS)
        self.after = self._found(whole, "links", INHERITS)
        self.wholes = self._found(whole, "links", ("part-of",))
        self.parts = self._found(whole, "linked", ("part-of",))
        self.left = BOX + BESIDE if self.before else 8
        above, below = (min(len(found), MOST + 1) for found in (self.wholes, self.parts))
        beside = (max(len(self.before), len(self.after), 1) - 1) / 2
        self.middle = 10 + ROW * max(above, beside) + HIGH / 2
        self.height = self.middle + ROW * max(below, beside) + HIGH / 2 + 10
        self.width = self.left + BOX + (BESIDE + BOX if self.after else 28) + 8

    @property
    def is_empty(self) -> bool:
        return not (self.before or self.after or self.wholes or self.parts)

    def page(self) -> str:
        return pen.svg(self.width, self.height, self._drawn(), "lineage", f"Lineage of {self.name}")

    def file(self) -> str:
        foot = f"Dashed: possibly. Grey: ended. eudefence, changeset {self.clocks.known.changeset}, CC BY 4.0."
        return pen.picture(max(self.width, 560), self.height, f"Lineage of {self.name}"[:58], foot, self._drawn())

    def _found(self, whole: Subject, section: str, kinds: tuple[str, ...]) -> list[Relative]:
        end = "object" if section == "links" else "subject"
        found = []
        for fact in whole.sections[section]:
            row = fact.row
            if row["kind"] in kinds:
                told = line(section, fact, self.clocks, self.references)
                how = label("links", "kind", row["kind"]).lower()
                said = f"{row['subject_name']} {how} {row['object_name']}: {told.state_words}, {told.begun}"
                url = self.clocks.record(row[f"{end}_kind"], row[f"{end}_slug"])
                found.append(Relative(row[f"{end}_name"], url, how, said, told.state, f"{self.page_of}#{told.anchor}"))
        return found

    def _drawn(self) -> list[str]:
        right = self.left + BOX
        return [
            *self._beside(self.before, (8, 8 + BOX), (8 + BOX, self.left)),
            *self._beside(self.after, (right + BESIDE, right), (right, right + BESIDE)),
            *self._stacked(self.wholes, -1),
            *self._stacked(self.parts, 1),
            _box(
                self.left,
                self.middle,
                pen.text(self.left + 10, self.middle + 4, cut(self.name, BOLD), font_weight="bold"),
                "ink",
            ),
        ]

    def _beside(self, found: list[Relative], places: tuple[float, float], ends: tuple[float, float]) -> Iterator[str]:
        """Boxes at PLACES, and lines between ENDS, each of which says how the one became the other."""
        x, first = places[0], self.middle - ROW * (len(found) - 1) / 2
        for number, each in enumerate(found):
            y = first + ROW * number
            of, to = (y, self.middle) if x < self.left else (self.middle, y)
            half = sum(ends) / 2
            curve = f"M{ends[0]:g} {of:g}C{half:g} {of:g} {half:g} {to:g} {ends[1]:g} {to:g}"
            tip = f"M{ends[1] - 6:g} {to - 4:g}l6 4l-6 4"
            drawn = pen.path(curve, _line(each.state)) + pen.path(tip, pen.stroke("ink"))
            drawn += pen.rect(ends[0], min(of, to) - 12, BESIDE, abs(of - to) + 16, 'fill="none" pointer-events="all"')
            drawn += pen.text(half, (of + to) / 2 - 6, cut(each.how, 20), "quiet", text_anchor="middle", font_size=10)
            yield pen.link(each.sources, each.said, drawn)
            yield self._relative(each, x, y)

    def _stacked(self, found: list[Relative], way: int) -> Iterator[str]:
        """Boxes above (-1) or below (1), hung on a line."""
        trunk = self.left + 14
        for number, each in enumerate(found[:MOST], 1):
            y = self.middle + way * ROW * number
            elbow = f"M{trunk:g} {self.middle + way * HIGH / 2:g}V{y:g}H{self.left + 28:g}"
            hit = pen.rect(trunk - 8, y - 12, 22, 24, 'fill="none" pointer-events="all"')
            yield pen.link(each.sources, each.said, pen.path(elbow, _line(each.state)) + hit)
            yield self._relative(each, self.left + 28, y)
        if len(found) > MOST:
            words = f"and {len(found) - MOST} more"
            where = f"{self.page_of}#{'links' if way < 0 else 'linked'}"
            yield pen.link(where, words, pen.text(self.left + 28, self.middle + way * ROW * (MOST + 1) + 4, words))

    def _relative(self, each: Relative, x: float, y: float) -> str:
        box = _box(
            x, y, pen.text(x + 10, y + 4, cut(each.name, LETTERS)), "ended" if each.state == "ended" else "quiet"
        )
        return pen.link(each.url, each.name, box)


def _box(x: float, y: float, words: str, tint: str) -> str:
    frame = f'class="f-raised s-{tint}" fill="{pen.FILLS["raised"]}" stroke="{pen.FILLS[tint]}"'
    return pen.rect(x, y - HIGH / 2, BOX, HIGH, frame, 5) + words


def _line(state: str) -> str:
    """As everywhere: through, broken where it is uncertain, grey where it is over."""
    if state == "certain":
        return pen.stroke("ink", 1.4)
    return pen.stroke("ended" if state in ("ended", "none") else "ink", 1.4, **{"stroke-dasharray": "5 3"})

"""Who is in something on a day, as a map of Europe.

The shapes are Natural Earth's (public domain), as world-atlas packs them (ISC), projected once by
`tools/map/project.mjs`; `docs/method.md` says whose borders are drawn.
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from apps.chronicle.presence import IN, Pair
from apps.explorer.clocks import Clocks
from apps.explorer.grids import Mark
from apps.explorer.plots import pen
from apps.explorer.wording import day_in_words

ATLAS = json.loads(Path(__file__).with_name("shapes.json").read_text(encoding="utf-8"))
WIDTH, HEIGHT = ATLAS["width"], ATLAS["height"]


class Map:
    """The members of one thing; a state's code says which shape is its own."""

    def __init__(
        self, pairs: list[Pair], codes: Mapping[str, str], clocks: Clocks, name: str, evidence: Callable[[Pair], str]
    ) -> None:
        self.clocks, self.name, self.evidence = clocks, name, evidence
        current = [Mark(pair) for pair in pairs if pair.state in (*IN, "ended")]
        self.shown = {codes[m.pair.member.slug]: m for m in current if codes.get(m.pair.member.slug) in ATLAS["shapes"]}
        self.outside = [m for m in current if codes.get(m.pair.member.slug) not in ATLAS["shapes"]]

    @property
    def others(self) -> list[tuple[Mark, str]]:
        """Who has no shape here, each with the address of the evidence."""
        return [(mark, self.evidence(mark.pair)) for mark in self.outside]

    def page(self) -> str:
        return pen.svg(WIDTH, HEIGHT, self._drawn(), "map", f"Map: who is in {self.name}", scales=True)

    def file(self) -> str:
        title = f"{self.name} on {day_in_words(self.clocks.day)}"
        named = ", ".join(mark.pair.member.name for mark in self.outside if mark.pair.state in IN)
        beside = f"Not on the map: {named}." if named else ""
        shapes = "Shapes: Natural Earth; borders: see /method/"
        foot = f"Hatched: possibly. {shapes}. eudefence, changeset {self.clocks.known.changeset}, CC BY 4.0."
        drawn = [*self._drawn(), pen.text(0, HEIGHT + 18, beside[:100], "quiet", font_size=11)]
        return pen.picture(WIDTH, HEIGHT + 24, title[:66], foot, drawn)

    def _drawn(self) -> list[str]:
        border = f'stroke="{pen.FILLS["ground"]}" stroke-width=".8"'
        land = pen.path(ATLAS["rest"], f'class="f-abroad rim" fill="{pen.FILLS["abroad"]}" {border}')
        others = (
            pen.path(shape, f'class="f-land rim" fill="{pen.FILLS["land"]}" {border}')
            for code, shape in ATLAS["shapes"].items()
            if code not in self.shown
        )
        members = (self._member(code, mark) for code, mark in self.shown.items())
        return [pen.hatches(), pen.rect(0, 0, WIDTH, HEIGHT, pen.fill("raised"), 8), land, *others, *members]

    def _member(self, code: str, mark: Mark) -> str:
        said = f"{mark.pair.member.name}: {mark.words}"
        paint = _paint(mark.pair.state, mark.tint or "member")
        drawn = pen.path(ATLAS["shapes"][code], paint)
        if code in ATLAS["dots"]:  # too small to be seen, or to be touched
            x, y = ATLAS["dots"][code]
            drawn += pen.circle(x, y, 7, paint)
        return pen.link(self.evidence(mark.pair), said, drawn)


def _paint(state: str, tint: str) -> str:
    """As everywhere: solid, hatched, dotted, grey."""
    if state == "certain":
        return f'class="f-{tint} rim" fill="{pen.FILLS[tint]}" stroke="{pen.FILLS["ground"]}" stroke-width=".8"'
    if state == "possible":
        return pen.hatch(tint)
    if state == "undated":
        dashed = f'stroke="{pen.FILLS[tint]}" stroke-width="1.6" stroke-dasharray="1.5 2.5"'
        return f'class="f-ground s-{tint}" fill="#fff" {dashed}'
    return f'class="f-ended rim" fill="{pen.FILLS["ended"]}" stroke="{pen.FILLS["ground"]}" stroke-width=".8"'

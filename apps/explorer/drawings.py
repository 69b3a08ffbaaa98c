"""The matrix as SVG, for `.svg` and `.png`: a picture that carries its own marks, colours and words."""

from html import escape

from apps.explorer.clocks import Clocks
from apps.explorer.grids import Grid, Mark
from apps.explorer.lines import STATES
from apps.explorer.plots import pen
from apps.explorer.references import cut
from apps.explorer.wording import day_in_words

CELL, GAP, LEFT, TOP = 20, 2, 174, 164


def matrix(grid: Grid, clocks: Clocks) -> str:
    """The whole grid with heads, totals and legend."""
    width = LEFT + len(grid.columns) * CELL + 54
    bottom = TOP + len(grid.rows) * CELL
    title = f"Who is in what on {day_in_words(clocks.day)}"
    foot = f"eudefence, changeset {clocks.known.changeset}, CC BY 4.0."
    drawn = [pen.hatches(), *_heads(grid), *_rows(grid), *_legend(bottom + 30)]
    return pen.picture(max(width, 668), bottom + 46, title, foot, drawn)


def small(grid: Grid, clocks: Clocks) -> str:
    """The grid without heads, for a page whose styles colour it; every mark is a link."""
    side = 11
    width, height = 150 + len(grid.columns) * side, len(grid.rows) * side + 4
    pieces = []
    for number, (row, marks) in enumerate(grid.rows):
        y = number * side
        pieces.append(f'<text x="144" y="{y + 9}" text-anchor="end">{escape(cut(row.short, 24))}</text>')
        for place, mark in enumerate(marks):
            if mark and mark.pair.state != "none":
                url = clocks.evidence(mark.pair.member.slug, mark.pair.target.slug)
                said = f"{mark.pair.member.name} in {mark.pair.target.name}: {mark.words}"
                box = f'x="{150 + place * side}" y="{y + 1}" width="{side - 2}" height="{side - 2}" rx="2"'
                pieces.append(
                    f'<a href="{escape(url)}" tabindex="-1" aria-label="{escape(said)}">'
                    f'<rect {box} class="is-{mark.pair.state} {mark.tint}"/></a>'
                )
    hatch = (
        '<pattern id="hatch" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">'
        '<rect width="4" height="1.7" class="hatch"/></pattern>'
    )
    return (
        f'<svg class="small-grid" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f"<defs>{hatch}</defs>{''.join(pieces)}</svg>"
    )


def _heads(grid: Grid) -> list[str]:
    pieces, x = [], LEFT
    for name, span in grid.families:
        shown = name if span > 5 else name.partition(" ")[0]
        pieces.append(pen.path(f"M{x + 1} 6h{span * CELL - 2}", pen.stroke("quiet", 2)))
        pieces.append(pen.text(x + 1, 0, shown, font_size=10 if span > 3 else 8))
        x += span * CELL
    for number, column in enumerate(grid.columns):
        turned = f"translate({LEFT + number * CELL + CELL // 2 + 4} {TOP - 6}) rotate(-90)"
        pieces.append(pen.text(0, 0, column.short, transform=turned, font_size=11))
    return pieces


def _rows(grid: Grid) -> list[str]:
    pieces, right = [], LEFT + len(grid.columns) * CELL
    for number, (row, marks) in enumerate(grid.rows):
        y = TOP + number * CELL
        total = f"{row.certain}" + (f" +{row.possible}" if row.possible else "")
        pieces.append(pen.text(LEFT - 8, y + 14, row.short, text_anchor="end", font_size=11))
        pieces.append(pen.path(f"M{LEFT} {y + CELL}H{right}", pen.stroke("faint")))
        pieces.append(pen.text(right + 8, y + 14, total, "quiet", font_size=10))
        pieces += [_mark(mark, LEFT + place * CELL, y) for place, mark in enumerate(marks) if mark]
    return pieces


def _mark(mark: Mark, x: float, y: float) -> str:
    if mark.pair.state == "none":
        return ""
    drawn = shape(mark.pair.state, mark.tint, x + GAP, y + GAP, CELL - 2 * GAP)
    if mark.letter and mark.pair.state != "ended":
        ink = "ground" if mark.pair.state == "certain" else "ink"
        drawn += pen.text(x + CELL / 2, y + 14, mark.letter, ink, font_size=9, text_anchor="middle")
    return pen.said(
        f"{mark.pair.member.name} in {mark.pair.target.name}: {STATES[mark.pair.state]}, {mark.role}", drawn
    )


def shape(state: str, tint: str, x: float, y: float, size: float) -> str:
    """One mark: solid, hatched, a dot in a dotted frame, or grey."""
    tint = tint or "member"
    if state == "undated":
        dot = pen.circle(x + size / 2, y + size / 2, 2.5, pen.fill(tint))
        return pen.rect(x, y, size, size, pen.stroke(tint, 1, **{"stroke-dasharray": "2 2"}), 3) + dot
    paint = {"certain": pen.fill(tint), "possible": pen.hatch(tint)}.get(state, pen.fill("ended"))
    return pen.rect(x, y, size, size, paint, 3)


def _legend(y: float) -> list[str]:
    pieces, x = [], 0
    for state in ("certain", "possible", "undated", "ended"):
        pieces += [shape(state, "", x, y - 10, 12), pen.text(x + 18, y, STATES[state], font_size=11)]
        x += 30 + 8 * len(STATES[state])
    roles = "F framework nation · I initiator · A associated · T third country · O observer · C contributor"
    return [*pieces, pen.text(0, y + 22, roles, "quiet", font_size=11)]

"""The matrix as SVG, for `.svg` and `.png`: a picture that carries its own marks, colours and words."""

from collections.abc import Callable
from html import escape
from urllib.parse import urlencode

from apps.explorer.clocks import Clocks
from apps.explorer.grids import Grid, Head, Mark
from apps.explorer.lines import STATES
from apps.explorer.references import cut
from apps.explorer.wording import day_in_words

CELL, GAP, LEFT, TOP, MARGIN = 20, 2, 190, 210, 16
COLOURS = {"": "#1d4f91", "owner": "#0a6b4f", "third": "#a65511", "guest": "#6f4fa3"}
ENDED, LINE, INK, QUIET = "#c3c9d2", "#dde2e9", "#16202e", "#556070"
HATCHES = "".join(
    f'<pattern id="hatch-{name}" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">'
    f'<rect width="5" height="5" fill="#fff"/><rect width="5" height="2" fill="{colour}"/></pattern>'
    for name, colour in COLOURS.items()
)


def matrix(grid: Grid, clocks: Clocks) -> str:
    """The whole grid with heads, totals and legend."""
    width = LEFT + len(grid.columns) * CELL + 70 + MARGIN
    height = TOP + len(grid.rows) * CELL + 96
    title = f"Who is in what on {day_in_words(clocks.day)}"
    pieces = [*_heads(grid), *_rows(grid), *_legend(TOP + len(grid.rows) * CELL + 30, clocks)]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {max(width, 700)} {height}" width="{max(width, 700)}"'
        f' height="{height}" font-family="DejaVu Sans, sans-serif" font-size="11" fill="{INK}" role="img">'
        f"<title>{escape(title)}</title><defs>{HATCHES}</defs>"
        f'<rect width="100%" height="100%" fill="#fff"/>'
        f'<text x="{MARGIN}" y="26" font-size="17" font-weight="bold">{escape(title)}</text>{"".join(pieces)}</svg>'
    )


def cells(grid: Grid, clocks: Clocks) -> list[tuple[Head, str]]:
    """Each row of the grid with its cells as HTML, which a template would take ten times as long to write.

    A cell carries its bounds, from which the browser tells any other day.
    """
    kept = "".join(f"&amp;{escape(urlencode({name: value}, safe=':,'))}" for name, value in clocks.asked.items())
    return [(row, "".join(_cell(mark, kept) if mark else "<td></td>" for mark in marks)) for row, marks in grid.rows]


def _cell(mark: Mark, kept: str) -> str:
    pair = mark.pair
    said = escape(f"{pair.member.name} in {pair.target.name}: {mark.words}")
    looks = " ".join(filter(None, (pair.state, mark.tint, mark.changed)))
    return (
        f'<td data-d="{mark.bounds}"><a class="{looks}" href="/memberships/?actor={pair.member.slug}&amp;target='
        f'{pair.target.slug}{kept}" aria-label="{said}">{mark.letter}</a></td>'
    )


def small(grid: Grid, url: Callable[[Mark], str]) -> str:
    """The grid without heads, for a page whose styles colour it; every mark is a link."""
    side = 11
    width, height = 150 + len(grid.columns) * side, len(grid.rows) * side + 4
    pieces = []
    for number, (row, marks) in enumerate(grid.rows):
        y = number * side
        pieces.append(f'<text x="144" y="{y + 9}" text-anchor="end">{escape(cut(row.short, 24))}</text>')
        for place, mark in enumerate(marks):
            if mark and mark.pair.state != "none":
                said = f"{mark.pair.member.name} in {mark.pair.target.name}: {mark.words}"
                box = f'x="{150 + place * side}" y="{y + 1}" width="{side - 2}" height="{side - 2}" rx="2"'
                pieces.append(
                    f'<a href="{escape(url(mark))}" tabindex="-1" aria-label="{escape(said)}">'
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
        pieces.append(f'<path d="M{x + 1} 52h{span * CELL - 2}" stroke="{QUIET}" stroke-width="2"/>')
        pieces.append(f'<text x="{x + 1}" y="46" font-size="{10 if span > 3 else 8}">{escape(shown)}</text>')
        x += span * CELL
    for number, column in enumerate(grid.columns):
        middle = LEFT + number * CELL + CELL // 2 + 4
        pieces.append(f'<text transform="translate({middle} {TOP - 6}) rotate(-90)">{escape(column.short)}</text>')
    return pieces


def _rows(grid: Grid) -> list[str]:
    pieces = []
    for number, (row, marks) in enumerate(grid.rows):
        y = TOP + number * CELL
        total = f"{row.certain}" + (f" +{row.possible}" if row.possible else "")
        pieces.append(f'<text x="{LEFT - 8}" y="{y + 14}" text-anchor="end">{escape(row.short)}</text>')
        pieces.append(f'<path d="M{LEFT} {y + CELL}h{len(grid.columns) * CELL}" stroke="{LINE}"/>')
        pieces.append(
            f'<text x="{LEFT + len(grid.columns) * CELL + 8}" y="{y + 14}" font-size="10" fill="{QUIET}">{total}</text>'
        )
        pieces += [_mark(mark, LEFT + place * CELL, y) for place, mark in enumerate(marks) if mark]
    return pieces


def _mark(mark: Mark, x: float, y: float) -> str:
    if mark.pair.state == "none":
        return ""
    said = f"{mark.pair.member.name} in {mark.pair.target.name}: {STATES[mark.pair.state]}, {mark.role}"
    drawn = shape(mark.pair.state, mark.tint, x + GAP, y + GAP, CELL - 2 * GAP)
    ink = "#fff" if mark.pair.state == "certain" else INK
    letter = (
        f'<text x="{x + CELL / 2}" y="{y + 14}" font-size="9" text-anchor="middle" fill="{ink}">{mark.letter}</text>'
        if mark.letter and mark.pair.state != "ended"
        else ""
    )
    return f"<g><title>{escape(said)}</title>{drawn}{letter}</g>"


def shape(state: str, tint: str, x: float, y: float, size: float) -> str:
    """One mark: solid, hatched, a dot in a dotted frame, or grey."""
    box = f'<rect x="{x:g}" y="{y:g}" width="{size:g}" height="{size:g}" rx="3"'
    colour = COLOURS[tint]
    if state == "certain":
        return f'{box} fill="{colour}"/>'
    if state == "possible":
        return f'{box} fill="url(#hatch-{tint})" stroke="{colour}"/>'
    if state == "undated":
        dot = f'<circle cx="{x + size / 2:g}" cy="{y + size / 2:g}" r="2.5" fill="{colour}"/>'
        return f'{box} fill="#fff" stroke="{colour}" stroke-dasharray="2 2"/>{dot}'
    return f'{box} fill="{ENDED}"/>'


def _legend(y: float, clocks: Clocks) -> list[str]:
    pieces, x = [], MARGIN
    for state, words in {"certain": "certain", "possible": "possible", "undated": "possible, undated",
                         "ended": "ended"}.items():  # fmt: skip
        pieces += [shape(state, "", x, y - 10, 12), f'<text x="{x + 18}" y="{y}">{words}</text>']
        x += 30 + 8 * len(words)
    roles = "F framework nation · I initiator · A associated · T third country · O observer · C contributor"
    cited = f"eudefence, changeset {clocks.known.changeset}. CC BY 4.0."
    return [*pieces, f'<text x="{MARGIN}" y="{y + 22}" fill="{QUIET}">{roles}</text>',
            f'<text x="{MARGIN}" y="{y + 44}" fill="{QUIET}">{cited}</text>']  # fmt: skip

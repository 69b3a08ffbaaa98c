"""Grids of thousands of cells as HTML, which a template would take ten times as long to write."""

from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from urllib.parse import urlencode

from apps.chronicle.spells import Ref
from apps.explorer.clocks import Clocks
from apps.explorer.grids import TINTS, Grid, Head, Mark, words


def heads(grid: Grid, clocks: Clocks) -> str:
    """The heads of the columns."""
    return "".join(
        f'<th scope="col"><a href="{_page(head.ref, clocks)}" title="{escape(head.ref.name)}">'
        f'<span dir="auto">{escape(head.short)}</span></a></th>'
        for head in grid.columns
    )


def body(grid: Grid, clocks: Clocks) -> str:
    """Each row with its head, its cells and its total. A cell carries its bounds, from which the browser tells any
    other day."""
    kept = "".join(f"&amp;{escape(urlencode({name: value}, safe=':,'))}" for name, value in clocks.asked.items())
    ends = [(f"&amp;target={column.ref.slug}{kept}", escape(column.ref.name)) for column in grid.columns]
    return "".join(
        f'<tr><th scope="row"><a href="{_page(row.ref, clocks)}" dir="auto">{escape(row.ref.name)}</a></th>'
        f"{_cells(row, marks, ends)}{_total(row)}</tr>\n"
        for row, marks in grid.rows
    )


def totals(grid: Grid) -> str:
    """The total of each column, and of all."""
    return "".join(map(_total, grid.columns)) + _total(grid)


def shared(members: Sequence[Ref], counts: Mapping[tuple[Ref, Ref], tuple[int, int]], clocks: Clocks) -> str:
    """A table of MEMBERS against each other: how many things both are in, for certain and more possibly."""
    heads = {each: f'"><a href="{_page(each, clocks)}" dir="auto">{escape(each.name)}</a></th>' for each in members}
    columns = "".join(f'<th scope="col{head}' for head in heads.values())
    largest = max(map(sum, counts.values()), default=1)
    rows = []
    for one, head in heads.items():
        url = f"{escape(clocks.url('/compare/', one=one.slug))}&amp;other="
        cells = (_shared(one, other, counts.get((one, other)), url, largest) for other in members)
        rows.append(f'<tr><th scope="row{head}{"".join(cells)}</tr>')
    return f"<thead><tr><td></td>{columns}</tr></thead>\n  <tbody>{''.join(rows)}</tbody>"


def _shared(one: Ref, other: Ref, count: tuple[int, int] | None, url: str, largest: int) -> str:
    if count is None:
        return "<td></td>"
    certain, possible = count
    said = f"{one.name} and {other.name}: {certain} for certain, {possible} more possibly"
    shown = f"{certain}+{possible}" if possible else f"{certain}"
    level = -(-4 * (certain + possible) // largest)
    return f'<td><a class="level-{level}" href="{url}{other.slug}" aria-label="{escape(said)}">{shown}</a></td>'


def _cells(row: Head, marks: Sequence[Mark | None], ends: list[tuple[str, str]]) -> str:
    """A cell for each column; ENDS are the end of the address there, and its name."""
    actor, member = f"/memberships/?actor={row.ref.slug}", escape(row.ref.name)
    written = []
    for mark, (target, name) in zip(marks, ends, strict=True):
        if mark is None:
            written.append("<td></td>")
            continue
        worn, said = _worn(mark.pair.state, mark.pair.role, mark.changed)
        written.append(
            f'<td data-d="{mark.bounds}"><a class="{worn}" href="{actor}{target}" '
            f'aria-label="{member} in {name}: {said}</a></td>'
        )
    return "".join(written)


@cache
def _worn(state: str, role: str, changed: str) -> tuple[str, str]:
    """The classes of a mark, and its words with its letter."""
    tint, letter = TINTS.get(role, ("", ""))
    return f"{state} {tint} {changed}", f'{escape(words(state, role, changed))}">{letter}'


def _total(of: Head | Grid) -> str:
    return f'<td class="total">{of.certain}{f" <span>+{of.possible}</span>" if of.possible else ""}</td>'


def _page(ref: Ref, clocks: Clocks) -> str:
    return escape(clocks.record(ref.kind, ref.slug))

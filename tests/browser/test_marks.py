"""Every kind of mark on every plot is within reach of a pointer, and one click on it leads to who says so."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.test_pages import WIDE, opened, seeded_site

__all__ = ["seeded_site"]
DAY = "valid_at=2026-06-01"
TIMELINE = f"/timeline/?{DAY}&law=yes"
PAPER = f"/timeline/?{DAY}&known_at=changeset:1"  # where many dates are uncertain, and none will be known
OVERLAPS = f"/overlaps/?{DAY}"
COMPARE = f"/compare/?{DAY}&one=norway&other=canada"
BAR = ".years a:is([aria-label*=', until '], [aria-label*=', ended '], [aria-label$='no end known'])"
# What is drawn, where it stands, and what of a link is to be hit.
KINDS = {
    "a mark of the small matrix": ("/", ".small-grid a", "rect"),
    "a bar": (TIMELINE, f"{BAR}:has(.f-member, .f-third)", ".f-member, .f-third"),
    "a hatched part of a bar": (PAPER, f"{BAR}:has(.h-member)", ".h-member"),
    "a thread of what never was": (TIMELINE, '.years a[aria-label*="in force on no day"]', "text"),
    "a milestone that occurred": (TIMELINE, '.years a[aria-label$="(occurred)"]', ".f-ink"),
    "a milestone that was missed": (TIMELINE, '.years a[aria-label$="(missed)"]', ".s-warn"),
    "a milestone that never came": (TIMELINE, '.years a[aria-label$="(never)"]', ".s-warn"),
    "a lane of law": (TIMELINE, '.years a[aria-label*=" enables "]', ".f-owner"),
    "the name of a lane": (TIMELINE, ".names a", "text"),
    "a column of the overlaps": (OVERLAPS, ".columns a", ".f-member"),
    "a dot of the overlaps": (OVERLAPS, ".columns a", "circle.f-member"),
    "a line of the closest": (OVERLAPS, "#closest ~ .scroll a.ref", ""),
    "a row of the comparison": (COMPARE, "a.held", ""),
    "a bar of the comparison": (COMPARE, ".years a", ".f-member, .f-third"),
    "a tie of the comparison": (COMPARE, ".turns a.ref", ""),
    "a shape of the map": (f"/formats/pesco/?{DAY}", ".map a", "path"),
    "a dot of the map": (f"/formats/pesco/?{DAY}", ".map a:has(circle)", "circle"),
    "a step": (f"/formats/eurocorps/?{DAY}", ".steps a", "circle"),
    "a line of descent": (f"/formats/eurocorps/?{DAY}", ".lineage a:has(path)", "rect"),
    "a box of the lineage": (f"/formats/eurocorps/?{DAY}", ".lineage a:has(text):not(:has(path))", "rect"),
    "a part of a whole": (f"/actors/european-union/?{DAY}", ".lineage a:has(path)", "rect"),
    "who is beside the map": (f"/actors/nato/?{DAY}", ".beside a", ""),
}
# A point at which a click on PART of a link arrives at the link, and not at what is drawn over it.
WITHIN_REACH = """(link, part) => {
  link.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
  for (const drawn of part ? link.querySelectorAll(part) : [link]) {
    const box = drawn.getBoundingClientRect();
    for (const down of [0.5, 0.3, 0.7]) for (const right of [0.5, 0.3, 0.7, 0.1, 0.9, 0.2, 0.8]) {
      const [x, y] = [box.x + box.width * right, box.y + box.height * down], hit = document.elementFromPoint(x, y);
      if (hit && hit.closest("a") === link && (drawn.contains(hit) || !part || part === "text")) return [x, y];
    }
  }
  return null;
}"""


@pytest.mark.parametrize("kind", KINDS)
def test_a_click_on_a_mark_leads_to_its_sources(kind: str, seeded_site: str, chromium: Browser) -> None:
    address, marks, part = KINDS[kind]
    tab, complaints = opened(chromium, seeded_site, viewport=WIDE, reduced_motion="reduce")
    tab.goto(address)
    found = tab.locator(marks)
    assert found.count(), f"There is no {kind} at {address}"
    for number in _sample(found):
        said = _clicked(tab, found.nth(number), part)
        _shows_sources(tab, f"{kind}: {said}")
        tab.goto(address)
    assert complaints == []
    tab.context.close()


def _sample(found: Locator) -> list[int]:
    """Some of the larger half: a short bar may lie under its milestones; its name leads to the same."""
    sizes = found.evaluate_all("all => all.map(link => link.getBoundingClientRect().width)")
    larger = sorted(range(len(sizes)), key=lambda number: -sizes[number])[: (len(sizes) + 1) // 2]
    return list(dict.fromkeys([larger[0], larger[len(larger) // 2], larger[-1]]))


def _clicked(tab: Page, link: Locator, part: str) -> str:
    """What was clicked, in words."""
    said = str(link.get_attribute("aria-label") or link.inner_text())
    point: Any = link.evaluate(WITHIN_REACH, part)
    assert point, f"Out of reach: {said}"
    before = tab.url
    tab.mouse.click(*point)
    expect(tab).not_to_have_url(before)
    return said


def _shows_sources(tab: Page, said: str) -> None:
    """The fact in question with the works that say so; or the first lines of the page, with theirs."""
    expect(tab.locator("h1")).to_be_visible()
    place = re.search("#(.+)$", tab.url)
    where = tab.locator(f"[id='{place[1]}']" if place else "main > .lead, .evidence").first
    expect(where, said).to_be_in_viewport()
    expect(where.locator(".ref, .stance").first, said).to_be_visible()

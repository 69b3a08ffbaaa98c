"""The map shows who the list shows, alike, and leads to sources."""

import re
from html import unescape
from xml.etree import ElementTree

import pytest

from apps.explorer.plots.map import ATLAS
from tests.api.asking import get
from tests.explorer.addresses import ask, text

pytestmark = pytest.mark.usefixtures("seeded")
DAY = "valid_at=2026-06-01"
MAP = re.compile(r'<svg [^>]*class="plot map".*?</svg>', re.S)


def marks(page: str) -> list[tuple[str, str]]:
    found = MAP.search(page)
    assert found
    return re.findall(r'<a href="([^"]+)" aria-label="([^"]+)"', found[0])


@pytest.mark.parametrize("address", ["/formats/pesco/", "/instruments/safe/", "/actors/nato/"])
def test_the_map_shows_whom_the_matrix_has(address: str) -> None:
    slug = address.split("/")[2]
    cells = get(f"matrix/?{DAY}&target={slug}")["cells"]
    drawn = text(f"{address}?{DAY}")
    beside = drawn[drawn.index('class="legend beside"') :].partition("</ul>")[0]
    said = {said.partition(":")[0] for _, said in marks(drawn)}
    for cell in cells:
        assert cell["actor"]["name"] in said or cell["actor"]["name"] in unescape(beside)
    small = {"malta": "MT", "luxembourg": "LU", "cyprus": "CY"}
    dots = sum(cell["actor"]["slug"] in small for cell in cells)
    assert len(re.findall("<circle", MAP.search(drawn)[0])) >= dots  # type: ignore[index]  # `marks` has found it


def test_marks_of_the_map_lead_to_their_sources_in_one_step() -> None:
    for url, said in marks(text(f"/formats/pesco/?{DAY}"))[::6]:
        assert 'class="stance' in text(unescape(url)), said


def test_who_is_not_on_the_map_stands_beside_it() -> None:
    page = text(f"/actors/nato/?{DAY}")
    beside = page[page.index('class="legend beside"') :].partition("</ul>")[0]
    assert "Canada" in beside
    assert "United States" in beside
    assert "Natural Earth" in page


def test_what_nobody_is_in_has_no_map() -> None:
    assert not MAP.search(text("/formats/european-legion/"))
    assert ask("/formats/european-legion.svg?plot=map").status_code == 404


def test_the_map_is_a_picture_too() -> None:
    ElementTree.fromstring(ask(f"/formats/pesco.svg?{DAY}").content)
    assert ask(f"/formats/pesco.png?{DAY}").content.startswith(b"\x89PNG")


def test_crimea_is_drawn_with_ukraine_and_the_page_says_whose_borders_it_draws() -> None:
    simferopol, kyrenia = (484, 399), (513, 535)
    assert _contains(ATLAS["shapes"]["UA"], *simferopol)
    assert not _contains(ATLAS["shapes"]["RU"], *simferopol)
    assert _contains(ATLAS["shapes"]["CY"], *kyrenia)
    assert "Crimea is drawn with Ukraine" in text(f"/formats/pesco/?{DAY}")
    assert "68/262" in text("/method/")


def _contains(shape: str, x: float, y: float) -> bool:
    """Whether a point is within a shape: a line from it to the right crosses the edge an odd number of times."""
    crossed = 0
    for ring in re.findall(r"M(-?\d+),(-?\d+)l([^z]*)z", shape):
        here = int(ring[0]), int(ring[1])
        points = [here]
        for right, down in re.findall(r"(-?\d+),?(-?\d+)", ring[2]):
            here = here[0] + int(right), here[1] + int(down)
            points.append(here)
        for (x1, y1), (x2, y2) in zip(points, points[1:] + points[:1], strict=True):
            crossed += (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
    return crossed % 2 == 1


def test_small_states_have_dots_within_the_frame() -> None:
    assert set(ATLAS["dots"]) == {"MT", "LU", "CY"}
    assert all(0 < x < ATLAS["width"] and 0 < y < ATLAS["height"] for x, y in ATLAS["dots"].values())

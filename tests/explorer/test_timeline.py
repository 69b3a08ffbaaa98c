"""The timeline shows everything, tells certain from possible, and leads to sources."""

import re
from datetime import date
from html import unescape
from xml.etree import ElementTree

import pytest

from apps.chronicle.spans import Span
from apps.explorer.grids import day_number
from apps.explorer.plots.scales import Scale
from tests.api.asking import get
from tests.explorer.addresses import ask, text

KNOWN = "/timeline/?known_at=changeset:2"
SVG = "{http://www.w3.org/2000/svg}"
PLOT = re.compile(r'<svg [^>]*class="plot years".*?</svg>', re.S)


def links(page: str) -> dict[str, str]:
    """Every link of the drawing: what is said of it, and where it leads."""
    drawn = ElementTree.fromstring(PLOT.search(page)[0])  # type: ignore[index]  # no drawing: no test
    return {str(each.get("aria-label")): unescape(str(each.get("href"))) for each in drawn.iter(f"{SVG}a")}


def mark(address: str, name: str) -> str:
    """What is drawn for one thing."""
    found = re.search(rf'<a [^>]*aria-label="{re.escape(name)}.*?</a>', text(address))
    assert found, name
    return found[0]


@pytest.mark.usefixtures("seeded")
def test_every_format_and_instrument_has_a_bar_or_a_thread() -> None:
    named = {said.partition(":")[0] for said in links(text("/timeline/"))}
    for name in ("formats", "instruments"):
        assert {each["name"] for each in get(f"{name}/?page_size=500")["results"]} <= named


@pytest.mark.usefixtures("seeded")
def test_possible_days_are_hatched_and_what_never_was_has_no_bar() -> None:
    assert {"h-member", "f-member"} <= set(re.findall(r'class="([^" ]+)', mark(KNOWN, "Eurocorps: since 1992")))
    assert "f-member" not in mark(KNOWN, "European Legion: proposed")
    assert "never built, in force on no day" in mark(KNOWN, "Helsinki Headline Goal force: never built")
    assert "s-warn" in mark(KNOWN, "Helsinki Headline Goal force: Force to be ready, 2003 (missed)")
    assert "no date (never)" in mark(KNOWN, "EU Battlegroups: A battlegroup sent")


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("address", ["/timeline/", "/timeline/?law=yes&family=instruments"])
def test_marks_lead_to_their_sources_in_one_step(address: str) -> None:
    for said, url in list(links(text(address)).items())[::7]:
        path, _, place = url.partition("#")
        page = text(path)
        assert 'class="ref' in page, said
        assert not place or f'id="{place}"' in page, said


@pytest.mark.usefixtures("seeded")
def test_the_law_is_drawn_on_demand() -> None:
    assert "Article 41(2) TEU blocks" not in text(KNOWN)
    assert "Article 41(2) TEU blocks European Legion" in text(f"{KNOWN}&law=yes")


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("address", ["/timeline/?family=planets", "/timeline/?law=no", "/timeline/?colour=red"])
def test_what_the_timeline_cannot_read_is_refused(address: str) -> None:
    assert ask(address).status_code == 400


@pytest.mark.usefixtures("seeded")
def test_the_timeline_is_a_picture_with_the_same_marks() -> None:
    drawn = ElementTree.fromstring(ask("/timeline.svg").content)
    assert len(list(drawn.iter(f"{SVG}a"))) >= len(links(text("/timeline/")))
    assert ask("/timeline.png").content.startswith(b"\x89PNG")


def test_early_years_are_folded_and_days_keep_their_order() -> None:
    scale = Scale(0, 2030)
    known = ("1648-10-24", "1949-04-04", "1989-12-31", "1990-01-01", "2017-12-11")
    days = [float("-inf"), *(float(day_number(date.fromisoformat(day))) for day in known), float("inf")]
    places = [scale.x(day) for day in days]
    assert places == sorted(places)
    assert places[0] == places[1] == 0
    assert places[3] < scale.unfolded <= places[4] + 1
    assert places[-1] == scale.right


def test_what_begins_on_no_known_day_is_never_certain() -> None:
    assert not Span(0, float("inf"), float("inf"), float("inf")).is_ever_certain
    assert Span(0, 5, float("inf"), float("inf")).is_ever_certain

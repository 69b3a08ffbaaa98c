"""What is drawn of one subject beside its map: how many were in it over time, and what it grew out of."""

import re
from datetime import date, timedelta
from html import unescape
from xml.etree import ElementTree

import pytest

from apps.chronicle.counts import steps
from apps.chronicle.presence import Pair
from apps.chronicle.spells import Ref, Spell
from tests.api.asking import get
from tests.explorer.addresses import ask, text

DAY = "valid_at=2026-06-01"
STEP = re.compile(r'<a href="([^"]+)" aria-label="(\d[^":]+): (\d+) for certain(?:, (\d+) more possibly)?')
PLOTS = {name: re.compile(rf'<svg [^>]*class="plot {name}".*?</svg>', re.S) for name in ("steps", "lineage")}
MONTHS = [date(2000, number, 1).strftime("%B") for number in range(1, 13)]


def drawn(page: str, name: str) -> str:
    found = PLOTS[name].search(page)
    assert found, name
    return found[0]


def day_of(words: str) -> date:
    day, month, year = words.split()
    return date(int(year), MONTHS.index(month) + 1, int(day))


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("address", ["/formats/eurocorps/", "/formats/pesco/", "/instruments/safe/", "/actors/nato/"])
def test_on_every_step_as_many_are_in_it_as_the_matrix_says(address: str) -> None:
    slug = address.split("/")[2]
    found = STEP.findall(drawn(text(address), "steps"))
    assert found
    for _, words, certain, more in found[:: max(len(found) // 6, 1)]:
        cells = get(f"matrix/?valid_at={day_of(words)}&target={slug}")["cells"]
        assert sum(cell["certainty"] == "certain" for cell in cells) == int(certain), words
        assert len(cells) == int(certain) + int(more or 0), words
    before = day_of(found[0][1]) - timedelta(days=1)
    assert get(f"matrix/?valid_at={before}&target={slug}")["cells"] == []


@pytest.mark.usefixtures("seeded")
def test_steps_and_lines_of_descent_lead_to_their_sources() -> None:
    for url, words, *_ in STEP.findall(drawn(text(f"/formats/eurocorps/?{DAY}"), "steps"))[::6]:
        assert 'class="stance' in text(unescape(url)), words
    lineage = drawn(text(f"/formats/eurocorps/?{DAY}"), "lineage")
    urls = dict(re.findall(r'<a href="([^"]+)" aria-label="([^"]+)"', lineage))
    assert {"/formats/franco-german-brigade/?" + DAY} <= {unescape(url) for url in urls}
    said = next(unescape(url) for url, words in urls.items() if "grew into" in words)
    path, _, place = said.partition("#")
    page = text(path)
    told = page[page.index(f'id="{place}"') :]
    assert 'class="ref' in told[: told.index("</tr>")]


@pytest.mark.usefixtures("seeded")
def test_every_drawing_is_a_file_too_and_the_first_is_the_default() -> None:
    for plot in ("map", "members", "lineage"):
        ElementTree.fromstring(ask(f"/formats/eurocorps.svg?{DAY}&plot={plot}").content)
        assert ask(f"/formats/eurocorps.png?{DAY}&plot={plot}").content.startswith(b"\x89PNG"), plot
    assert ask(f"/formats/eurocorps.svg?{DAY}").content == ask(f"/formats/eurocorps.svg?{DAY}&plot=map").content
    assert ask("/formats/eurocorps.svg?plot=pie").status_code == 400
    assert ask("/formats/european-legion.svg?plot=members").status_code == 404


def pair(slug: str, *spells: tuple[float, float, float, float]) -> Pair:
    member, thing = Ref(slug, "actor", slug), Ref("thing", "format", "Thing")
    rows = [
        Spell(*member, *thing, f"{slug}-{number}", "member", None, "2000", "", "certain", *bounds)
        for number, bounds in enumerate(spells)
    ]
    return Pair(member, thing, "certain", rows, rows, "member")


INF = float("inf")


def test_who_is_in_by_two_spells_counts_once_and_who_is_undated_may_always_have_been() -> None:
    twice = pair("twice", (0, 0, 9, 9), (5, 5, 20, 20))
    undated = pair("undated", (-INF, INF, INF, INF))
    uncertain = pair("uncertain", (10, 12, 15, 17))
    told = [(each.day, each.certain, each.possible) for each in steps([twice, undated, uncertain])]
    assert told == [(-INF, 0, 1), (0, 1, 2), (10, 1, 3), (12, 2, 3), (16, 1, 3), (18, 1, 2), (21, 0, 1)]

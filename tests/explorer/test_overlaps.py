"""Overlaps say what the API says, draw it, and lead to sources."""

import re
from html import unescape
from xml.etree import ElementTree

import pytest

from tests.api.asking import get
from tests.explorer.addresses import ask, text

pytestmark = pytest.mark.usefixtures("seeded")
CHOSEN = "formats=e5,eurocorps,pesco-military-mobility&valid_at=2026-06-01"
COLUMN = re.compile(r'<a href="([^"]+)" aria-label="(In exactly [^"]+)"')


def test_the_combinations_are_those_of_the_api() -> None:
    told = get(f"overlaps/?{CHOSEN}")["combinations"]
    shown = ask(f"/overlaps.json?{CHOSEN}").json()["results"]
    assert [row["formats"] for row in shown] == [each["targets"] for each in told]
    for key in ("certain", "possible"):
        assert [row[key] for row in shown] == [[ref["slug"] for ref in each[key]] for each in told]


def test_every_column_leads_to_its_sources_in_one_step() -> None:
    columns = COLUMN.findall(text(f"/overlaps/?{CHOSEN}"))
    assert len(columns) == len(get(f"overlaps/?{CHOSEN}")["combinations"])
    for url, said in columns:
        page = text(unescape(url))
        assert 'class="stance' in page, said


def test_ticks_of_a_form_without_scripts_are_joined() -> None:
    response = ask("/overlaps/?formats=e5&formats=eurocorps&valid_at=2026-06-01")
    assert response.status_code == 302
    assert response["Location"] == "/overlaps/?formats=e5,eurocorps&valid_at=2026-06-01"


def test_what_nobody_chose_is_what_has_most_members() -> None:
    totals = get("matrix/?valid_at=2026-06-01")["targets"]
    page = text("/overlaps/?valid_at=2026-06-01")
    largest = max(totals, key=lambda each: each["certain"] + each["possible"])
    assert re.search(rf'value="{largest["slug"]}" checked', page)


@pytest.mark.parametrize("query", ["formats=a,b,c,d,e,f,g,h,i", "formats=A!", "view=planets"])
def test_what_overlaps_cannot_read_is_refused(query: str) -> None:
    assert ask(f"/overlaps/?{query}").status_code == 400


def test_unknown_and_empty_formats_are_named() -> None:
    page = text("/overlaps/?formats=atlantis,european-legion,e5")
    assert "Nothing is known here as “atlantis”" in page
    assert re.search(r"Nobody is known to take part that day in .*European Legion", page)


def test_members_share_what_the_matrix_says() -> None:
    cells = get("matrix/?valid_at=2026-06-01")["cells"]
    france, germany = (
        {c["target"]["slug"] for c in cells if c["actor"]["slug"] == slug} for slug in ("france", "germany")
    )
    page = text("/overlaps/?view=members&valid_at=2026-06-01")
    said = re.search(r'aria-label="France and Germany: (\d+) for certain, (\d+) more possibly"', page)
    assert said
    assert int(said[1]) + int(said[2]) == len(france & germany)


def test_the_overlaps_are_a_picture_too() -> None:
    ElementTree.fromstring(ask(f"/overlaps.svg?{CHOSEN}").content)
    assert ask(f"/overlaps.png?{CHOSEN}").content.startswith(b"\x89PNG")

"""What differs between two things, two days and two changesets, and who says so."""

import re
from html import unescape
from xml.etree import ElementTree

import pytest

from tests.api.asking import get
from tests.explorer.addresses import ask, text

pytestmark = pytest.mark.usefixtures("seeded")
NORWAY = "one=norway&other=canada&valid_at=2026-06-01"


def groups(address: str) -> dict[str, set[str]]:
    found = ask(address).json()["results"]
    return {name: {row["slug"] for row in found if row["group"] == name} for name in ("one", "both", "other")}


def test_how_the_links_of_norway_and_canada_differ() -> None:
    cells = get("matrix/?valid_at=2026-06-01")["cells"]
    norway, canada = (
        {c["target"]["slug"] for c in cells if c["actor"]["slug"] == slug} for slug in ("norway", "canada")
    )
    told = groups(f"/compare.json?{NORWAY}")
    assert told == {"one": norway - canada, "both": norway & canada, "other": canada - norway}
    assert "european-defence-agency" in told["one"]
    assert "safe" in told["other"]
    page = text(f"/compare/?{NORWAY}")
    assert re.search(r"On 1 June 2026 Norway and Canada are both in \d+", page)
    assert "/partnerships/eu-norway-sdp/" in page
    assert "/partnerships/eu-canada-sdp/" in page


def test_marks_lead_to_their_sources_in_one_step() -> None:
    page = text(f"/compare/?{NORWAY}")
    marks = re.findall(r'<a class="held" href="([^"]+)"', page)
    bars = re.findall(r'<a href="(/memberships/[^"]+)" aria-label="[^"]+ in [^"]+: since', page)
    assert marks
    assert bars
    for url in [*marks[::5], *bars[::9]]:
        assert 'class="stance' in text(unescape(url))
    for url in re.findall(r'<a class="ref" href="([^"]+)">sources', page)[::3]:
        path, _, place = unescape(url).partition("#")
        assert not place or f'id="{place}"' in text(path)


def test_one_member_on_two_days() -> None:
    told = groups("/compare.json?one=finland&from=2020-01-01&to=2026-06-01")
    was, now = (
        {c["target"]["slug"] for c in get(f"matrix/?valid_at={day}&actor=finland")["cells"]}
        for day in ("2020-01-01", "2026-06-01")
    )
    assert told == {"one": was - now, "both": was & now, "other": now - was}
    assert "Finland joined" in text("/compare/?one=finland&from=2020-01-01&to=2026-06-01")


def test_two_formats_by_their_members() -> None:
    told = groups("/compare.json?one=e5&other=eurocorps&valid_at=2026-06-01")
    e5, eurocorps = (
        {c["actor"]["slug"] for c in get(f"matrix/?valid_at=2026-06-01&target={slug}")["cells"]}
        for slug in ("e5", "eurocorps")
    )
    assert told == {"one": e5 - eurocorps, "both": e5 & eurocorps, "other": eurocorps - e5}
    assert {"france", "germany"} <= told["both"]
    assert "members in common" in text("/compare/?one=e5&other=eurocorps&valid_at=2026-06-01")


def test_what_changed_between_2016_and_2022() -> None:
    told = get("compare/?from=2016-01-01&to=2022-01-01")
    began = sum(len(each["began"]) for each in told["results"].values())
    shown = ask("/compare.json?from=2016-01-01&to=2022-01-01").json()["results"]
    assert sum(row["what"] == "began" for row in shown) == began > 20
    page = text("/compare/?from=2016-01-01&to=2022-01-01")
    assert "Permanent Structured Cooperation" in page
    assert "Between 1 January 2016 and 1 January 2022" in page


def test_what_the_record_changed_between_two_changesets() -> None:
    told = get("diff/?known_from=changeset:1&known_to=changeset:2")
    shown = ask("/compare.json?known_from=changeset:1&known_to=changeset:2").json()["results"]
    assert sum(row["what"] == "added" for row in shown) == sum(len(each["added"]) for each in told["results"].values())
    page = text("/compare/?known_from=changeset:1&known_to=changeset:2")
    assert "between changeset 1 and changeset 2" in page
    link = re.search(r'<ul class="turns"><li><span class="tag">[^<]+</span> <a href="([^"]+)"', page)
    assert link
    assert ask(unescape(link[1])).status_code in (200, 302)


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("other=norway", "one"),
        ("one=norway", "other"),
        ("one=norway&other=canada&from=2016-01-01&to=2020-01-01", "from"),
        ("from=2016-01-01", "from"),
        ("from=2020-01-01&to=2016-01-01", "to"),
        ("one=atlantis&other=norway", "one"),
        ("one=Norway!&other=canada", "one"),
        ("known_from=changeset:2&known_to=changeset:1", "known_to"),
        ("known_from=yesterday", "known_from"),
        ("known_to=changeset:1", "known_from"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_words(query: str, parameter: str) -> None:
    response = ask(f"/compare/?{query}")
    assert response.status_code == 400
    assert f"<code>{parameter}</code>" in response.content.decode()


def test_every_comparison_of_the_world_says_and_asks_as_recorded_when() -> None:
    """Both forms keep the known time that was asked for, and let one ask for another."""
    page = text(f"/compare/?{NORWAY}&known_at=release:paper")
    assert len(re.findall(r'name="known_at"[^>]* value="release:paper"', page)) == 2


def test_only_things_have_a_drawing() -> None:
    ElementTree.fromstring(ask(f"/compare.svg?{NORWAY}").content)
    assert ask(f"/compare.png?{NORWAY}").content.startswith(b"\x89PNG")
    assert ask("/compare.svg?from=2016-01-01&to=2022-01-01").status_code == 404
    assert text("/compare/").count("<form") >= 4


def test_what_has_no_one_day_reads_as_a_sentence() -> None:
    page = text("/compare/?from=1990-01-01&to=2026-06-01") + text("/timeline/")
    assert "begun between" in page
    assert not re.search(r"since (by|between) |until (by|between|–) ?", page)

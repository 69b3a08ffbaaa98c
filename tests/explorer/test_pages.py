"""Pages answer the questions they are for, at both clocks, in every form, and refuse in words."""

import csv
import io
import json
import os
import re
from html import unescape
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils.http import urlencode

from apps.explorer import urls
from apps.explorer.views.lists import SHOWN
from tests.api.asking import get
from tests.explorer.addresses import FOR_MACHINES, LEADING_ON, PAGES, ask, form_of, text

pytestmark = pytest.mark.usefixtures("seeded")
COUNTS = Path(__file__).parents[1] / "page_query_counts.json"
PNG = b"\x89PNG\r\n\x1a\n"


def test_every_page_has_an_address_here() -> None:
    routes = {str(pattern.pattern) for pattern in urls.urlpatterns}
    assert {route for route in routes if "<str:form>" not in route} == set(PAGES) | LEADING_ON | FOR_MACHINES


@pytest.mark.parametrize("address", PAGES.values())
def test_every_page_answers_at_both_clocks_and_says_how_to_cite_it(address: str) -> None:
    response = ask(address)
    assert response.status_code == 200
    page = response.content.decode()
    if "known_at" in address:
        assert response["Eudefence-Changeset"] == "2"
        assert "changeset 2" in page
    if "/search/" not in address and address != "/" and "known_at" in address and not address.startswith("/?"):
        assert "How to cite this page" in page
        assert "known_at=changeset:2" in page
    assert re.search(r'<html lang="en">', page)
    assert page.count("<h1") == 1
    assert "style=" not in page


@pytest.mark.parametrize("form", ["csv", "json"])
@pytest.mark.parametrize(
    "route", [route for route in PAGES if route not in ("", "method/", "imprint/")]
)  # fmt: skip
def test_every_page_is_there_as_rows_too(route: str, form: str) -> None:
    response = ask(form_of(PAGES[route], form))
    assert response.status_code == 200
    if form == "json":
        assert response.json()["basis"]["changeset"] == 2
    else:
        header, *lines = csv.reader(io.StringIO(response.content.decode()))
        assert lines
        assert {len(line) for line in lines} == {len(header)}


def test_the_matrix_is_a_picture_in_both_ways_of_drawing() -> None:
    drawn = ElementTree.fromstring(ask("/matrix.svg?valid_at=2010-06-30").content)
    names = {each.text for each in drawn.iter("{http://www.w3.org/2000/svg}text")}
    assert {"Belgium", "Eurocorps", "Who is in what on 30 June 2010"} <= names
    assert ask("/matrix.png?valid_at=2010-06-30").content.startswith(PNG)


@pytest.mark.parametrize("day", ["1991-01-01", "2010-06-30", "2021-06-30", "2026-06-01"])
def test_the_matrix_says_what_the_api_says(day: str) -> None:
    told = {(c["actor"]["slug"], c["target"]["slug"]): c["certainty"] for c in get(f"matrix/?valid_at={day}")["cells"]}
    shown = ask(f"/matrix.json?valid_at={day}").json()["results"]
    assert {(row["actor"], row["target"]): row["certainty"] for row in shown} == told


def test_who_was_in_eurocorps_in_2010() -> None:
    facts = ask("/formats/eurocorps.json?valid_at=2010-06-30").json()["facts"]["members"]
    told = {fact["actor"]["slug"]: fact["certainty"] for fact in facts}
    assert told["france"] == told["germany"] == "certain"
    assert told["belgium"] in ("certain", "possible")
    assert told["poland"] == "none"
    page = text("/formats/eurocorps/?valid_at=2010-06-30")
    assert "members on 30 June 2010" in page
    members = page[page.index('<section id="members"') :]
    members = members[: members.index("</section>")]
    assert re.search(r'class="is-certain">.*?>France<', members, re.S)
    framework = members[members.index('id="membership-poland-eurocorps-framework-nation"') :]
    assert framework.startswith('id="membership-poland-eurocorps-framework-nation" class="is-none"')


@pytest.mark.parametrize("address", ["/formats/csdp/", "/legal-bases/teu-41-2/", "/instruments/safe/"])
def test_a_summary_names_each_thing_once(address: str) -> None:
    summary = ask(f"{address}?known_at=release:paper").context["said"]
    for said in summary:
        named = [part.text for part in said.parts if part.url]
        assert len(named) == len(set(named))
    assert any(part.url for said in summary for part in said.parts)


def test_which_proposals_article_41_2_stands_in_the_way_of() -> None:
    page = text("/legal-bases/teu-41-2/")
    section = page[page.index('id="hindered"') :]
    assert "/proposals/european-legion-proposal/" in section[: section.index("</section>")]


def test_how_the_links_of_norway_and_canada_differ() -> None:
    norway, canada = (
        {fact["target"]["slug"] for fact in ask(f"/actors/{slug}.json").json()["facts"]["memberships"]}
        for slug in ("norway", "canada")
    )
    assert {"edf", "european-defence-agency"} <= norway - canada
    assert "safe" in canada - norway
    assert "pesco-military-mobility" in norway & canada


def test_what_rests_on_note_5_and_what_it_does_not_say() -> None:
    page = text("/sources/iai-doc-26-05-fn-5/")
    silent = page[page.index('id="silent"') :]
    assert "/memberships/united-kingdom-pesco-military-mobility-third-country-participant/" in silent
    supports = page[page.index('<section id="supports"') : page.index('<section id="mentions"')]
    assert "/memberships/norway-pesco-military-mobility-third-country-participant/" in supports
    assert "united-kingdom-pesco" not in supports


def test_the_paper_lists_its_45_notes() -> None:
    page = text("/sources/iai-doc-26-05/")
    assert re.findall(r'id="note-(\d+)"', page) == [str(number) for number in range(1, 46)]


def test_what_changed_between_2016_and_2022() -> None:
    now, paper = "/matrix/?since=2016-01-01&valid_at=2022-01-01", "&known_at=release:paper"
    for address, cell in ((now + paper, "Poland in Eurocorps"), (now, "Finland in Joint Expeditionary Force")):
        mark = re.search(rf'<a class="([^"]*)"[^>]*aria-label="{cell}', text(address))
        assert mark
        assert "joined" in mark[1]


def test_variants_stand_side_by_side() -> None:
    page = text("/proposals/european-security-council-proposal/")
    sides = page[page.index('id="side-by-side"') :]
    assert sides[: sides.index("</thead>")].count('scope="col"') == 3
    page = text("/proposals/eu-uk-defence-relationship/")
    sides = page[page.index('id="side-by-side"') :]
    assert sides[: sides.index("</thead>")].count('scope="col"') == 4


def test_milestones_that_were_missed_or_never_came_are_shown() -> None:
    found = get("milestones/?outcome=missed,never&page_size=500")["results"]
    assert found
    for milestone in found:
        response = ask(f"/milestones/{milestone['slug']}/")
        assert response.status_code == 302
        path, _, place = response["Location"].partition("#")
        assert f'id="{place}"' in text(path)


@pytest.mark.parametrize("name", ["milestones", "legal-effects", "links", "quantities", "claims", "coverage"])
def test_the_address_of_a_fact_leads_to_its_line(name: str) -> None:
    for found in get(f"{name}/?page_size=3")["results"]:
        path, _, place = ask(f"/{name}/{found['slug']}/")["Location"].partition("#")
        assert f'id="{place}"' in text(path), found["slug"]


def test_a_page_words_some_spells_and_says_where_all_are() -> None:
    listed = ask("/memberships.json").json()["results"]
    page = text("/memberships/")
    assert page.count('<article class="spell"') == min(len(listed), SHOWN)
    assert (f"first {SHOWN} of" in page) == (len(listed) > SHOWN)
    assert len(listed) == get("memberships/?count=exact&page_size=1&standing=all")["count"]


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("eurocrps", "eurocorps"), ("eurocorbs", "eurocorps"), ("EUROCORPS", "eurocorps"), ("eurocrops", "eurocorps"),
        ("natoo", "nato"), ("structred cooperation", "pesco"),
        ("bukarest nine", "bucharest-nine"), ("sikorsky", "radoslaw-sikorski"),
    ],
)  # fmt: skip
def test_search_forgives_small_slips_and_names_what_was_meant_first(words: str, meant: str) -> None:
    assert ask(f"/search.json?{urlencode({'q': words})}").json()["results"][0]["slug"] == meant


def test_search_forgives_accents_and_finds_acronyms_and_works() -> None:
    assert "radoslaw-sikorski" in {hit["slug"] for hit in ask("/search.json?q=radoslaw").json()["results"]}
    assert ask("/search.json?q=CSDP").json()["results"][0]["slug"] == "csdp"
    assert "iai-doc-26-05" in {hit["slug"] for hit in ask("/search.json?q=cinciripini").json()["results"]}
    assert "Nothing is called" in text("/search/?q=zzzqqq")


def test_where_sources_disagree_both_are_shown() -> None:
    page = text("/conflicts/")
    poland = page[page.index('id="membership-poland-eurocorps-framework-nation"') :]
    poland = poland[: poland.index("</article>")]
    assert "/sources/wikipedia-eurocorps/" in poland
    assert "disputes" in poland


@pytest.mark.parametrize(
    ("address", "parameter", "kept"),
    [
        ("/matrix/?valid_at=soon&role=observer", "valid_at", "soon"),
        ("/matrix/?sort=colour", "sort", "colour"),
        ("/matrix/?within=E5!", "within", "E5!"),
        ("/formats/eurocorps/?known_at=yesterday", "known_at", "yesterday"),
        ("/formats/?kind=planet", "kind", "planet"),
        ("/memberships/?actor=Poland!", "actor", "Poland!"),
        (f"/search/?q={'a' * 201}", "q", "aaa"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words_and_kept(address: str, parameter: str, kept: str) -> None:
    response = ask(address)
    assert response.status_code == 400
    page = response.content.decode()
    assert f"<code>{parameter}</code>: " in page
    assert f'value="{kept}' in page.replace("&quot;", '"')
    assert "role=observer" not in address or 'value="observer"' in page


@pytest.mark.parametrize("address", ["/matrix/?colour=red", "/formats/eurocorps/?q=x", "/?sort=name"])
def test_an_unknown_parameter_is_refused(address: str) -> None:
    assert ask(address).status_code == 400


def test_empty_parameters_count_as_left_out() -> None:
    response = ask("/matrix/?valid_at=2010-06-30&known_at=&role=")
    assert response.status_code == 302
    assert response["Location"] == "/matrix/?valid_at=2010-06-30"


@pytest.mark.parametrize("address", ["/formats/atlantis/", "/sources/none/", "/claims/none/", "/formats.xlsx"])
def test_what_is_not_known_answers_404(address: str) -> None:
    assert ask(address).status_code == 404


def test_what_is_not_known_is_named() -> None:
    assert "No format is known here as “atlantis”." in ask("/formats/atlantis/").content.decode()
    assert "Resolver404" not in ask("/nowhere/").content.decode()


def test_before_the_first_changeset_pages_are_empty_and_not_broken() -> None:
    for address in ("/", "/matrix/", "/formats/", "/sources/", "/conflicts/", "/memberships/"):
        assert ask(f"{address}?known_at=changeset:0").status_code == 200
    assert ask("/formats/eurocorps/?known_at=changeset:0").status_code == 404


def test_machines_find_what_they_look_for() -> None:
    assert "Sitemap: http://localhost/sitemap.xml" in text("/robots.txt")
    places = ElementTree.fromstring(ask("/sitemap.xml").content)
    addresses = {each.text for each in places.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")}
    assert {"http://localhost/formats/eurocorps/", "http://localhost/sources/iai-doc-26-05/"} <= addresses
    feed = ElementTree.fromstring(ask("/changes.atom").content)
    assert len(list(feed.iter("{http://www.w3.org/2005/Atom}entry"))) >= 2


def test_the_questions_of_the_first_page_lead_somewhere() -> None:
    page = text("/")
    listed = page[page.index('class="questions"') :]
    links = re.findall(r'href="([^"]+)"', listed[: listed.index("</ol>")])
    assert len(links) == 10
    for link in links:
        path, _, place = link.replace("&amp;", "&").partition("#")
        assert not place or f'id="{place}"' in text(path)
        assert ask(path).status_code == 200


@pytest.mark.parametrize("address", ["/", "/matrix.svg", "/formats/eurocorps/", "/sources.csv"])
def test_who_has_a_page_already_is_told_so(address: str) -> None:
    whole = ask(address)
    again = Client(headers={"host": "localhost", "if-none-match": whole["ETag"]}).get(address)
    assert (again.status_code, again.content) == (304, b"")
    other = Client(headers={"host": "localhost", "if-none-match": '"another"'}).get(address)
    assert (other.status_code, other["ETag"]) == (200, whole["ETag"])


SHARED = re.compile(r'<meta property="og:image" content="http://localhost(/[^"]+)"')


def test_every_page_has_a_picture_to_be_shared_with() -> None:
    shared = {route: SHARED.findall(text(address)) for route, address in PAGES.items()}
    assert {len(found) for found in shared.values()} == {1}
    pictures = {unescape(found[0]) for found in shared.values()}
    assert any(picture.startswith("/formats/eurocorps.png") for picture in pictures)
    for picture in pictures:
        response = ask(picture)
        assert response.content.startswith(PNG), picture
        assert "immutable" in response["Cache-Control"] or "max-age" in response["Cache-Control"], picture


def test_browsers_find_the_icon_where_they_look() -> None:
    assert ask("/favicon.ico").status_code == 302


def _marks(page: str) -> list[tuple[str, str]]:
    return re.findall(r'<a class="ref [a-z]+" href="#(source-\d+)"', page)


@pytest.mark.parametrize(
    "route", [route for route in PAGES if route.endswith("<slug:slug>/") and "sources" not in route]
)
def test_every_reference_leads_to_a_work_on_the_page(route: str) -> None:
    page = text(PAGES[route])
    references = _marks(page)
    assert references
    assert set(references) <= set(re.findall(r'<li id="(source-\d+)"', page))


def test_every_mark_of_the_matrix_leads_to_its_evidence() -> None:
    page = text("/matrix/?valid_at=2026-06-01")
    links = re.findall(r'<td data-d="[^"]+"><a class="[^"]+" href="([^"]+)"', page)
    assert len(links) > 25
    for link in links[::7]:
        evidence = text(link.replace("&amp;", "&"))
        assert 'class="stance' in evidence


def test_every_page_takes_the_queries_it_is_known_for(statements: list[Any]) -> None:
    ask("/formats/")  # the first of a process opens connections and learns types
    counted = {}
    for route, address in PAGES.items():
        before = len(statements)
        ask(address)
        counted[route] = len(statements) - before
    if os.environ.get("UPDATE_QUERY_COUNTS"):
        COUNTS.write_text(json.dumps(counted, indent=1) + "\n", encoding="utf-8")
    recorded = json.loads(COUNTS.read_text(encoding="utf-8"))
    assert counted == recorded, "If this is meant: UPDATE_QUERY_COUNTS=1 pytest tests/explorer/test_pages.py"

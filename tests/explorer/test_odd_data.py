"""Nothing breaks on odd data."""

import re
from html import unescape

import pytest

from apps.record.actions import merge, withdraw
from apps.record.changesets import changeset
from apps.record.models import Verb
from tests.explorer.addresses import ask, text
from tests.factories.actors import ActorFactory
from tests.factories.base import cite
from tests.factories.cooperation import FormatFactory, MembershipFactory
from tests.factories.dossier import LinkFactory
from tests.factories.sources import SourceFactory

RTL = "منظمة حلف شمال الأطلسي"
LONG = "Arrangement " * 16 + "for all"


@pytest.fixture
def odd(own_db: str) -> None:
    with changeset(reason="Odd data", verb=Verb.ADD, author="A. Curator"):
        work = SourceFactory(title="<script>alert(1)</script> & works", authors=["O’Neil, <b>"], date_edtf="")
        crowd = FormatFactory(slug="crowd", name="Crowd", start_edtf="1990", cited=False)
        for number in range(60):
            cite(MembershipFactory(
                slug=f"m{number}", member_actor=ActorFactory(slug=f"state-{number}", name=f"State {number}"),
                target_format=crowd, start_edtf="1992", cited=False), source=work)  # fmt: skip
        named = FormatFactory(slug="long", name=LONG, start_edtf="", cited=False)
        arab = ActorFactory(slug="rtl", name=RTL, aliases=["<i>alias</i>"], start_edtf="..", cited=False)
        spell = MembershipFactory(slug="undated", member_actor=arab, target_format=named, start_edtf="", cited=False)
        old = FormatFactory(slug="old", name="Peace of Westphalia", start_edtf="1648-10-24", end_edtf="1806",
                            ended=True, status="ended", cited=False)  # fmt: skip
        treaty = FormatFactory(slug="treaty", name="Sovereigns", start_edtf="1648-10-24", cited=False)
        since = MembershipFactory(slug="since-1648", member_actor=arab, target_format=treaty, start_edtf="1648-10-24",
                                  cited=False)  # fmt: skip
        heir = FormatFactory(slug="lineage", name="Heir", cited=False)
        link = LinkFactory(slug="grew", subject_format=named, object_format=heir, object_actor=None, kind="grew-into",
                           start_edtf="", cited=False)  # fmt: skip
        for fact in (
            treaty,
            since,
            heir,
            link,
            crowd,
            named,
            arab,
            spell,
            old,
            FormatFactory(slug="empty", name="Nobody's", cited=False),
        ):
            cite(fact, source=work)


@pytest.mark.usefixtures("odd")
def test_nothing_breaks_on_odd_data() -> None:
    assert "Nobody&#x27;s" in text("/formats/empty/")
    assert "60 members" in text("/formats/crowd/")
    assert text("/matrix/").count("<tr>") > 60
    assert LONG in text("/formats/long/")
    assert "possible, undated" in text("/formats/long/")
    assert f'dir="auto">{RTL}' in text("/actors/rtl/")
    assert "24 October 1648" in text("/formats/old/?valid_at=1650-01-01")
    assert "not then" in text("/formats/?valid_at=1640-01-01")
    assert "<script>alert" not in text("/sources/") + text("/formats/crowd/") + text("/conflicts/")
    assert "24 October 1648" in text("/timeline/?valid_at=1640-01-01")
    assert LONG in text("/timeline/?law=yes")
    assert "Nobody&#x27;s" in text("/overlaps/?formats=crowd,long,empty")
    assert RTL in text("/overlaps/?formats=crowd,long&view=members")
    for slug in ("crowd", "long"):
        assert all(f'class="plot {plot}"' in text(f"/formats/{slug}/") for plot in ("map", "steps")), slug
    assert "60 for certain" in text("/formats/crowd/")
    assert "from the beginning: 0 for certain, 1 more possibly" in text("/formats/long/")
    assert 'class="plot ' not in text("/formats/empty/") + text("/formats/old/")
    assert "1648" in text("/formats/treaty/")
    assert LONG[:20] in text("/formats/lineage/")
    assert RTL in text("/compare/?one=rtl&other=state-1")
    assert text("/compare/?one=crowd&other=long&by=members").count('class="held"') > 60
    assert "24 October 1648" in text("/compare/?from=1640-01-01&to=1700-01-01")
    for form in ("svg", "png", "csv", "json"):
        for page in ("matrix", "timeline", "overlaps"):
            assert ask(f"/{page}.{form}?valid_at=1999-01-01").status_code == 200, page
    assert RTL in ask("/matrix.svg").content.decode()
    for slug, plot in (("crowd", "map"), ("crowd", "members"), ("long", "members"), ("treaty", "members"),
                       ("long", "lineage"), ("lineage", "lineage")):  # fmt: skip
        for form in ("svg", "png"):
            assert ask(f"/formats/{slug}.{form}?plot={plot}").status_code == 200, (slug, plot)


@pytest.mark.usefixtures("own_db")
def test_an_empty_database_has_pages_too() -> None:
    for address in ("/", "/matrix/", "/formats/", "/sources/", "/conflicts/", "/search/?q=x", "/memberships/",
                    "/matrix.svg", "/matrix.png", "/sitemap.xml", "/changes.atom", "/timeline/",
                    "/timeline.png", "/overlaps/", "/overlaps.png", "/compare/"):  # fmt: skip
        assert ask(address).status_code == 200, address


@pytest.mark.usefixtures("own_db")
def test_a_withdrawn_record_answers_410_in_words() -> None:
    with changeset(reason="Added", verb=Verb.ADD, author="A. Curator"):
        gone = FormatFactory(slug="gone", name="Gone")
    withdraw(row=gone, reason="Added by mistake", author="A. Curator")
    response = ask("/formats/gone/?valid_at=2025-01-01")
    assert response.status_code == 410
    page = response.content.decode()
    assert "Added by mistake" in page
    before = re.search(r'<a href="([^"]+)">as it stood until then', page)
    assert before
    assert unescape(before[1]) == "/formats/gone/?valid_at=2025-01-01&known_at=changeset:1"
    assert ask(unescape(before[1])).status_code == 200


@pytest.mark.usefixtures("own_db")
def test_a_merged_record_leads_to_the_survivor_at_the_same_clocks() -> None:
    with changeset(reason="Added", verb=Verb.ADD, author="A. Curator"):
        gone, kept = FormatFactory(slug="e-five", name="E-five"), FormatFactory(slug="e5", name="E5")
    merge(loser=gone, survivor=kept, reason="The same", author="A. Curator")
    response = ask("/formats/e-five/?valid_at=2025-01-01")
    assert response.status_code == 308
    assert response["Location"] == "/formats/e5/?valid_at=2025-01-01"
    assert ask("/formats/e-five.json?valid_at=2025-01-01")["Location"] == "/formats/e5.json?valid_at=2025-01-01"
    assert ask("/formats/e-five/?known_at=changeset:1").status_code == 200

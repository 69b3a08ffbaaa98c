"""A curator's first day, as docs/curators.md tells it; UPDATE_PICTURES=1 takes its pictures."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from playwright.sync_api import Browser, Page, expect

from apps.cooperation.models import Membership
from tests.browser.conftest import served
from tests.browser.visitors import PASSWORD, Complaints, choose, logged_in
from tests.curators import curator, page, reviewer
from tests.databases import clone

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "pictures"
GUIDE = ROOT / "docs" / "curators.md"
MOST = 200_000  # bytes of one picture
FILE = """member_actor,target_format,role,start_edtf,source,locator
norway,eurocorps,observer,May 2025,%s,p. 4
atlantis,eurocorps,membre,2025-13,,
"""


@pytest.fixture(scope="module")
def office(
    seeded_database: str, django_db_blocker: Any, chromium: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The site on a copy of the seeded database, with one curator and one reviewer."""
    name = f"{connections['default'].settings_dict['NAME']}_office"
    static = tmp_path_factory.mktemp("static")
    with django_db_blocker.unblock(), clone(name, seeded_database), served(name, static, chromium) as address:
        curator("cora", "Cora Curator", PASSWORD)
        reviewer("rex", "Rex Reviewer", PASSWORD)
        yield address


def taken(tab: Page, name: str) -> None:
    """A picture of what is seen, which the guide shows."""
    if os.environ.get("UPDATE_PICTURES"):
        FOLDER.mkdir(exist_ok=True)
        tab.screenshot(path=FOLDER / f"{name}.png")
    assert (FOLDER / f"{name}.png").stat().st_size < MOST
    assert f"(pictures/{name}.png)" in GUIDE.read_text(encoding="utf-8")


def finds_the_desk(tab: Page) -> None:
    tab.goto("/admin/")
    expect(tab.get_by_role("heading", name="Desk")).to_be_visible()
    taken(tab, "desk")


def reads_a_record(tab: Page, spell: Membership) -> None:
    tab.goto(page(Membership, "change", spell.pk))
    tab.get_by_label("Start:", exact=True).fill("May 2025")
    expect(tab.get_by_text("2025-05: some day between 1 May 2025 and 31 May 2025")).to_be_visible()
    tab.evaluate("document.getElementById('id_start_edtf').scrollIntoView({block: 'center'})")
    taken(tab, "form")


def proposes_an_end(tab: Page, spell: Membership) -> None:
    tab.goto(f"{page(Membership, 'end')}?ids={spell.pk}")
    tab.get_by_label("Last day").fill("May 2025")
    title = spell.citations.first().source.title
    choose(tab, "source", title, title)
    tab.get_by_label("As printed").fill("until May 2025")
    tab.get_by_label("Reason").fill("It left, says the source.")
    tab.get_by_role("button", name="Preview").click()
    expect(tab.get_by_role("heading", name="How it will read")).to_be_visible()
    taken(tab, "end")
    tab.get_by_role("button", name="Propose").click()
    expect(tab.get_by_text("What is published is unchanged.")).to_be_visible()


def looks_at_a_file(tab: Page, source: str) -> None:
    tab.goto("/admin/import/?model=cooperation.membership")
    file = {"name": "spells.csv", "mimeType": "text/csv", "buffer": (FILE % source).encode()}
    tab.get_by_label("File", exact=True).set_input_files(file)
    tab.get_by_role("button", name="Look at it").click()
    expect(tab.get_by_text("“atlantis”: there is no actor with this slug.")).to_be_visible()
    taken(tab, "import")


def judges(tab: Page) -> None:
    tab.goto("/admin/")
    tab.get_by_role("row", name="It left, says the source.").get_by_role("link", name="Review").click()
    expect(tab.locator("ins", has_text="2025-05").first).to_be_visible()
    taken(tab, "review")
    tab.get_by_role("button", name="Approve and publish").click()
    expect(tab.get_by_text("Published as changeset")).to_be_visible()


def reads_its_history(tab: Page, spell: Membership) -> None:
    tab.goto(page(Membership, "history", spell.pk))
    expect(tab.get_by_text("approved by Rex Reviewer")).to_be_visible()
    taken(tab, "history")


def test_the_first_day_goes_as_the_guide_says(office: str, chromium: Browser) -> None:
    spell = Membership.objects.get(slug="poland-eurocorps-framework-nation")
    cora, rex = (logged_in(chromium, office, name) for name in ("cora", "rex"))
    with Complaints(cora) as hers, Complaints(rex) as his:
        finds_the_desk(cora)
        reads_a_record(cora, spell)
        proposes_an_end(cora, spell)
        looks_at_a_file(cora, spell.citations.first().source_id)
        judges(rex)
        reads_its_history(rex, spell)
    assert (hers, his) == ([], [])

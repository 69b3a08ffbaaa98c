"""Two people keep facts true: one proposes, by a second factor and from a file; the other judges and undoes."""

import json
import re
from typing import Any
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from apps.actors.models import Actor
from apps.cooperation.models import Membership
from tests.browser.visitors import PASSWORD, Complaints, choose, opened, press, signs_in, signs_in_by_code
from tests.curators import curator, examples, page, record, reviewer
from tests.databases import connected

HEADER = "member_actor,target_format,role,start_edtf,end_edtf,ended,source,locator"
RIGHT = [f"norway,eurocorps,observer,{year},{year},yes,report,p. {year}" for year in range(1993, 2016, 2)]
WRONG = ["atlantis,eurocorps,member,2022,,,report,p. 1", "norway,eurocorps,membre,2016,2017,yes,report,p. 2"]
BETTER = WRONG[1].replace("membre", "observer")
END, IMPORT = 4, 5  # changesets


@pytest.fixture(scope="module")
def rows(site: str) -> dict[Any, Any]:
    rows = examples()
    record(Actor(slug="norway", name="Norway", kind="state"))
    record(Membership(slug="norway-eurocorps-member", member_actor_id="norway", target_format_id="eurocorps",
                      role="member", start_edtf="2023"))  # fmt: skip
    curator("cora", "Cora Example", PASSWORD)
    reviewer("rex", "Rex Example", PASSWORD)
    return rows


def spell() -> Any:
    return Membership.objects.get(slug="norway-eurocorps-member")


def answered(site: str, address: str) -> Any:
    with urlopen(f"{site}/api/v1/{address}") as response:
        return json.load(response)


def proposes_the_end(tab: Page) -> None:
    tab.goto(page(Membership, "change", spell().pk))
    tab.get_by_role("link", name="End…").click()
    tab.get_by_label("Last day").fill("May 2025")
    expect(tab.get_by_text("2025-05: some day between 1 May 2025 and 31 May 2025")).to_be_visible()
    choose(tab, "source", "rep", "A report")
    tab.get_by_label("As printed").fill("until May 2025")
    tab.get_by_label("Reason").fill("Norway left.")
    tab.get_by_role("button", name="Preview").click()
    expect(tab.get_by_text(": 2023 to 2025-05")).to_be_visible()
    tab.get_by_role("button", name="Propose").click()
    expect(tab.get_by_text("What is published is unchanged.")).to_be_visible()
    expect(tab.get_by_text("Approve and publish")).to_have_count(0)


def proposes_a_note(tab: Page, key: int) -> None:
    press(tab, "Control+k")
    tab.get_by_role("combobox", name="Search or jump to").fill("poland")
    tab.get_by_role("option", name="Poland actor").click()
    expect(tab).to_have_url(re.compile(f".*{page(Actor, 'change', key)}$"))
    tab.locator("#id_note").fill("On the Baltic.")
    tab.get_by_label("Why this change:").fill("A note without a ground.")
    press(tab, "Control+s")
    expect(tab.get_by_text("What is published is unchanged.")).to_be_visible()


def sends(tab: Page, *lines: str) -> None:
    tab.goto("/admin/import/?model=cooperation.membership")
    content = "\n".join([HEADER, *lines]).encode()
    tab.get_by_label("File", exact=True).set_input_files(
        {"name": "spells.csv", "mimeType": "text/csv", "buffer": content}
    )
    tab.get_by_role("button", name="Look at it").click()


def imports_fourteen_rows_of_which_two_are_wrong(tab: Page) -> None:
    """Both are named at once, with their value; one she corrects, the other she leaves out."""
    sends(tab, *RIGHT, *WRONG)
    expect(tab.get_by_text("12 new", exact=True)).to_be_visible()
    expect(tab.get_by_text("2 wrong", exact=True)).to_be_visible()
    expect(tab.get_by_text("“atlantis”: there is no actor with this slug.")).to_be_visible()
    expect(tab.get_by_text("“membre”: is none of")).to_be_visible()
    sends(tab, *RIGHT, WRONG[0], BETTER)
    expect(tab.get_by_text("13 new", exact=True)).to_be_visible()
    expect(tab.get_by_text("1 wrong", exact=True)).to_be_visible()
    expect(tab.get_by_label("Take line 14")).to_have_count(0)
    tab.get_by_label("Why").fill("It looked on before it joined.")
    tab.get_by_role("button", name="Propose").click()
    expect(tab.get_by_text("Proposed: 26 changes")).to_be_visible()


def judges(tab: Page) -> None:
    tab.goto("/admin/")
    tab.get_by_role("row", name="A note without a ground.").get_by_role("link", name="Review").click()
    expect(tab.locator("ins", has_text="On the Baltic.")).to_be_visible()
    tab.get_by_label("Note to the author").fill("On what ground?")
    tab.get_by_role("button", name="Return with note").click()
    expect(tab.get_by_text("Returned to cora")).to_be_visible()
    tab.goto("/admin/")
    tab.get_by_role("row", name="Norway left.").get_by_role("link", name="Review").click()
    expect(tab.locator("ins", has_text="2025-05").first).to_be_visible()
    expect(tab.locator("ins", has_text="until May 2025")).to_be_visible()
    press(tab, "a")
    expect(tab.get_by_text(f"Published as changeset {END}")).to_be_visible()
    tab.goto("/admin/")
    tab.get_by_role("row", name="It looked on before it joined.").get_by_role("link", name="Review").click()
    expect(tab.locator("ins", has_text="norway").first).to_be_visible()
    tab.get_by_role("button", name="Approve and publish").click()
    expect(tab.get_by_text(f"Published as changeset {IMPORT}")).to_be_visible()


def hears_of_it(tab: Page) -> None:
    tab.goto("/admin/")
    expect(tab.get_by_role("link", name="3 judged")).to_be_visible()
    tab.get_by_role("link", name="A note without a ground.").click()
    expect(tab.get_by_text("On what ground?")).to_be_visible()
    expect(tab.get_by_role("button", name="Work at it")).to_be_visible()


def undoes_it(tab: Page) -> None:
    tab.goto(page(Membership, "history", spell().pk))
    expect(tab.get_by_text("approved by Rex Example")).to_be_visible()
    tab.get_by_role("link", name=str(END), exact=True).click()
    tab.get_by_label("Why").fill("It did not leave.")
    tab.get_by_role("button", name="Undo").click()
    expect(tab.get_by_text(f"Recorded as changeset {IMPORT + 1}.")).to_be_visible()


def both_names_are_told(site: str) -> None:
    both = ("Cora Example", "Rex Example")
    for number in (END, IMPORT):
        changeset = answered(site, f"changesets/{number}/")
        assert (changeset["author"], changeset["approved_by"]) == both
    told = answered(site, f"changes/?after={END - 1}&page_size=100")["results"]
    assert {(row["author"], row["approved_by"]) for row in told} == {both}
    spells = [(row["changeset"], row["verb"]) for row in told if row["resource"] == "memberships"]
    assert spells == [(END, "end")] + [(IMPORT, "add")] * 13
    observed = "from eudefence.membership where actor_slug = 'norway' and role = 'observer'"
    for role in ("reader", "analyst"):
        with connected(role) as login:
            names = login.execute("select author, approved_by from eudefence.changeset where number >= 4").fetchall()
            assert names == [both] * 2
            assert login.execute(f"select count(*) {observed}").fetchone() == (13,)  # the texts of this module


def the_undoing_is_told(site: str) -> None:
    undone = answered(site, f"changes/?after={IMPORT}")["results"]
    assert {(row["resource"], row["slug"]) for row in undone} >= {("memberships", "norway-eurocorps-member")}
    spell = "memberships/norway-eurocorps-member/"
    assert answered(site, spell)["end_edtf"] == ""
    assert answered(site, f"{spell}?known_at=changeset:{END}")["end_edtf"] == "2025-05"


def test_facts_are_proposed_judged_told_and_undone(site: str, chromium: Browser, rows: Any) -> None:
    cora, rex = (opened(chromium, site) for _ in range(2))
    with Complaints(cora) as hers, Complaints(rex) as his:
        signs_in_by_code(cora, "cora")
        proposes_the_end(cora)
        assert spell().end_edtf == ""
        proposes_a_note(cora, rows[Actor].pk)
        imports_fourteen_rows_of_which_two_are_wrong(cora)
        signs_in(rex, "rex")
        judges(rex)
        assert spell().end_edtf == "2025-05"
        assert Actor.objects.get(slug="poland").note == ""
        both_names_are_told(site)
        hears_of_it(cora)
        undoes_it(rex)
        the_undoing_is_told(site)
    assert spell().end_edtf == ""
    assert (hers, his) == ([], [])
    for tab in (cora, rex):
        tab.context.close()

"""Two people keep a fact true: one proposes with a source, the other returns, approves and undoes."""

import json
import re
from typing import Any
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from apps.actors.models import Actor
from apps.cooperation.models import Membership
from tests.browser.visitors import PASSWORD, Complaints, choose, logged_in, press
from tests.curators import curator, examples, page, record, reviewer
from tests.databases import connected


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
    expect(tab.get_by_text("will read: 2023 to 2025-05.")).to_be_visible()
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
    expect(tab.get_by_text("Published as changeset 4")).to_be_visible()


def hears_of_it(tab: Page) -> None:
    tab.goto("/admin/")
    expect(tab.get_by_role("link", name="2 judged")).to_be_visible()
    tab.get_by_role("link", name="A note without a ground.").click()
    expect(tab.get_by_text("On what ground?")).to_be_visible()
    expect(tab.get_by_role("button", name="Work at it")).to_be_visible()


def undoes_it(tab: Page) -> None:
    tab.goto(page(Membership, "history", spell().pk))
    expect(tab.get_by_text("approved by Rex Example")).to_be_visible()
    tab.get_by_role("link", name="4", exact=True).click()
    tab.get_by_label("Why").fill("It did not leave.")
    tab.get_by_role("button", name="Undo").click()
    expect(tab.get_by_text("Recorded as changeset 5.")).to_be_visible()


def both_names_are_told(site: str) -> None:
    changeset = answered(site, "changesets/4/")
    assert (changeset["author"], changeset["approved_by"]) == ("Cora Example", "Rex Example")
    told = answered(site, "changes/?after=3")["results"]
    assert {(row["author"], row["approved_by"]) for row in told} == {("Cora Example", "Rex Example")}
    assert {row["verb"] for row in told if row["resource"] == "memberships"} == {"end"}
    for role in ("reader", "analyst"):
        with connected(role) as login:
            row = login.execute("select author, approved_by from eudefence.changeset where number = 4").fetchone()
            assert row == ("Cora Example", "Rex Example")


def test_an_end_is_proposed_judged_told_and_undone(site: str, chromium: Browser, rows: Any) -> None:
    cora, rex = (logged_in(chromium, site, name) for name in ("cora", "rex"))
    with Complaints(cora) as hers, Complaints(rex) as his:
        proposes_the_end(cora)
        assert spell().end_edtf == ""
        proposes_a_note(cora, rows[Actor].pk)
        judges(rex)
        assert spell().end_edtf == "2025-05"
        assert Actor.objects.get(slug="poland").note == ""
        both_names_are_told(site)
        hears_of_it(cora)
        undoes_it(rex)
    assert spell().end_edtf == ""
    assert (hers, his) == ([], [])
    for tab in (cora, rex):
        tab.context.close()

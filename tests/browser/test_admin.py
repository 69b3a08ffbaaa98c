"""The admin in a real browser, under the strict content policy: everything works and nothing complains."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from playwright.sync_api import Browser, Page, expect

from apps.actors.models import Actor
from apps.curation.models import Suggestion
from apps.record.models import Changeset, PendingChangeset, Release
from tests.browser.visitors import PASSWORD, Complaints, choose, logged_in
from tests.curators import RECORDS, examples, page, reviewer

OTHERS = [model for model in admin.site._registry if model not in RECORDS]


@pytest.fixture(scope="module")
def rows(site: str) -> dict[Any, Any]:
    rows = examples()
    reviewer("ada", "Ada Example", PASSWORD)
    User.objects.create_superuser("root", password=PASSWORD)
    Release.objects.create(name="paper", title="The paper", changeset_id=1)
    return rows


@pytest.fixture(scope="module")
def log_in(site: str, chromium: Browser, rows: Any) -> Iterator[Callable[[str], Page]]:
    """A page of a user who logged in by the form, once per user; it fails on any complaint."""
    pages: dict[str, Page] = {}

    def page_of(username: str) -> Page:
        if username not in pages:
            pages[username] = logged_in(chromium, site, username)
        return pages[username]

    yield page_of
    for tab in pages.values():
        tab.context.close()


def test_a_complaint_would_be_heard(log_in: Callable[[str], Page]) -> None:
    tab = log_in("ada")
    with Complaints(tab) as complaints:
        tab.goto("/admin/")
        tab.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">Red</p>')")
        expect(tab.get_by_text("Red", exact=True)).to_be_visible()
    assert any("refused: style-src" in complaint for complaint in complaints)


@pytest.mark.parametrize("model", RECORDS)
def test_every_page_of_every_record_is_quiet(model: Any, rows: Any, log_in: Callable[[str], Page]) -> None:
    key = rows[model].pk
    version = rows[model].history.first().pk
    tab = log_in("ada")
    pages = [page(model, "changelist"), page(model, "add"), page(model, "simple_history", key, version)]
    pages += [page(model, name, key) for name in ("change", "history", "withdraw")]
    with Complaints(tab) as complaints:
        for address in pages:
            answer = tab.goto(address)
            assert answer is not None
            assert answer.status == 200
    assert complaints == []


@pytest.mark.parametrize("model", OTHERS)
def test_every_other_page_is_quiet(model: Any, rows: Any, log_in: Callable[[str], Page]) -> None:
    tab = log_in("root")
    kept = ["changelist"] if model in (Changeset, Suggestion, PendingChangeset) else ["changelist", "add"]
    pages = [page(model, name) for name in kept]
    if model.objects.exists():
        pages += [page(model, name, model.objects.first().pk) for name in ("change", "history")]
    with Complaints(tab) as complaints:
        for address in ("/admin/", *pages):
            answer = tab.goto(address)
            assert answer is not None
            assert answer.status == 200
    assert complaints == []


def test_an_actor_is_added_with_its_citation(rows: Any, log_in: Callable[[str], Page]) -> None:
    tab = log_in("ada")
    with Complaints(tab) as complaints:
        tab.goto(page(Actor, "add"))
        tab.get_by_label("Name:").fill("Norway")
        tab.get_by_label("Kind:").select_option("state")
        tab.get_by_label("Start:", exact=True).fill("7 June 1905")
        choose(tab, "citations-0-source", "rep", "A report")
        tab.get_by_text("Add another Citation").click()
        choose(tab, "citations-1-source", "rep", "A report")
        tab.locator("#id_citations-1-locator").fill("p. 7")
        tab.get_by_label("Why this change:").fill("It joined a project.")
        tab.get_by_role("button", name="Publish").click()
        expect(tab.get_by_text("Understood “7 June 1905” as 1905-06-07.")).to_be_visible()
        expect(tab.get_by_text("Recorded as changeset 2.")).to_be_visible()
    assert complaints == []
    norway = Actor.objects.get(slug="norway")
    assert norway.citations.count() == 2
    assert Changeset.objects.get(number=2).author == "Ada Example"


def test_a_refused_form_says_its_sentence_once_and_keeps_its_entries(rows: Any, log_in: Callable[[str], Page]) -> None:
    tab = log_in("ada")
    with Complaints(tab) as complaints:
        tab.goto(page(Actor, "change", rows[Actor].pk))
        tab.get_by_label("Start:", exact=True).fill("soon")
        tab.get_by_label("Why this change:").fill("A better date")
        with tab.expect_response(lambda answer: "text=soon" in answer.url):
            tab.get_by_role("button", name="Publish").click()
        expect(tab.get_by_role("listitem").filter(has_text="Not a date: “soon”.")).to_be_visible()
        expect(tab.get_by_label("Start:", exact=True)).to_have_value("soon")
        expect(tab.get_by_label("Why this change:")).to_have_value("A better date")
        expect(tab.locator("#id_start_edtf_reads")).to_be_attached()
        expect(tab.get_by_text("Not a date: “soon”.")).to_have_count(1)
        tab.get_by_label("Start:", exact=True).fill("May 2025")
        expect(tab.locator("#id_start_edtf_reads")).to_contain_text("2025")
    assert complaints == []

"""The reference of the API in a real browser, under the strict policy: everything stands there, nothing complains."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.api.contract import committed
from tests.browser.visitors import REPORT, Complaints


@pytest.fixture
def tab(site: str, chromium: Browser) -> Iterator[Page]:
    """A page that says what it refuses."""
    context = chromium.new_context(base_url=site)
    tab = context.new_page()
    tab.set_default_timeout(30_000)
    tab.add_init_script(REPORT)
    yield tab
    context.close()


def test_the_reference_shows_every_operation_without_a_complaint_or_a_call_elsewhere(tab: Page, site: str) -> None:
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    with Complaints(tab) as complaints:
        tab.goto("/api/docs/")
        for item in committed()["paths"].values():
            expect(tab.locator(f"#{item['get']['operationId']}")).to_be_visible()
        tab.locator("#list_memberships > summary").click()
        expect(tab.get_by_role("rowheader", name="valid_at").first).to_be_visible()
        tab.locator("#list_memberships").get_by_text("An answer").click()
        expect(tab.locator("#list_memberships pre")).to_contain_text("poland-eurocorps-framework-nation")
    assert complaints == []
    assert all(address.startswith(site) for address in asked)


def test_the_root_and_the_pages_lead_to_the_reference(tab: Page) -> None:
    tab.goto("/")
    tab.get_by_role("link", name="API reference").first.click()
    expect(tab.get_by_role("heading", name="REST API: reference")).to_be_visible()
    assert '</api/docs/>; rel="service-doc"' in tab.request.get("/api/v1/").headers["link"]

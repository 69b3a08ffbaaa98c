"""The pages of releases, on a wide screen and on a telephone."""

from pathlib import Path

import pytest
from django.test import override_settings
from playwright.sync_api import Browser


@pytest.mark.parametrize("width", [1280, 390])
def test_the_pages_fit_the_screen_and_complain_of_nothing(
    chromium: Browser, site: str, released_database: tuple[str, Path], width: int
) -> None:
    complaints: list[str] = []
    context = chromium.new_context(viewport={"width": width, "height": 844}, accept_downloads=True)
    with override_settings(RELEASES=released_database[1]):
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{site}/releases/")
        page.get_by_role("link", name="2026.1", exact=True).click()
        for address in (f"{site}/releases/", f"{site}/releases/2026.1/"):
            page.goto(address)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.get_by_text("SHA-256 of every file").click()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        with page.expect_download() as download:
            page.get_by_role("link", name="csv").first.click()
        assert download.value.suggested_filename == "eudefence-2026.1-actor.csv"
    context.close()
    assert complaints == []

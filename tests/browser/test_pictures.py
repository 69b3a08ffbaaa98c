"""The README shows these pages; `UPDATE_PICTURES=1 pytest tests/browser/test_pictures.py` takes its pictures."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.test_pages import opened, seeded_site

__all__ = ["seeded_site"]
ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "pictures"
TAKEN = {
    "matrix": "/matrix/?valid_at=2026-06-01",
    "timeline": "/timeline/?family=instruments&valid_at=2026-06-01",
    "overlaps": "/overlaps/?valid_at=2026-06-01",
    "map": "/formats/eurocorps/?valid_at=2026-06-01#map",
}
MOST = 250_000  # bytes of one picture


@pytest.mark.parametrize(("name", "address"), TAKEN.items())
def test_the_readme_shows_pages_as_they_are(seeded_site: str, chromium: Browser, name: str, address: str) -> None:
    tab, complaints = opened(chromium, seeded_site, viewport={"width": 1280, "height": 800}, color_scheme="light",
                             reduced_motion="reduce")  # fmt: skip
    tab.goto(address)
    taken = tab.screenshot()
    tab.context.close()
    assert complaints == []
    if os.environ.get("UPDATE_PICTURES"):
        FOLDER.mkdir(exist_ok=True)
        (FOLDER / f"{name}.png").write_bytes(taken)
    assert len((FOLDER / f"{name}.png").read_bytes()) < MOST
    assert f"docs/pictures/{name}.png" in (ROOT / "README.md").read_text(encoding="utf-8")

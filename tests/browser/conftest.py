"""A served site with its static files, and a browser that reports everything the page complains of."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from playwright.sync_api import Browser, expect, sync_playwright

from tests.curators import collected
from tests.databases import clone, use
from tests.serving import serving

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# How long a page may take to show what is expected: pages are slow where two cores run everything at once.
expect.set_options(timeout=20_000)
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, for the tests of one module.

    Playwright's event loop runs in this thread. Beside a loop Django refuses to query unless told, and keeps
    other connections than without one: so those of either side are closed where they change.
    """
    executable = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert executable, f"The tests need one of {', '.join(BROWSERS)}: make tools"
    connections.close_all()
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield browser
        browser.close()
        connections.close_all()


@pytest.fixture(scope="module")
def site(
    django_db_setup: None, django_db_blocker: Any, chromium: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of the site, on a database of its own, with its static files as collected."""
    name = f"{connections['default'].settings_dict['NAME']}_browser"
    with django_db_blocker.unblock(), clone(name), served(name, tmp_path_factory.mktemp("static"), chromium) as address:
        yield address


@contextmanager
def served(database: str, static: Path, browser: Browser) -> Iterator[str]:
    """The address of the site on DATABASE, its static files gathered in STATIC.

    A tab that a failed test left open keeps a thread of the site and its connection: so all tabs are closed first.
    """
    with use(database), collected(static), serving() as address:
        try:
            yield address
        finally:
            for context in browser.contexts:
                context.close()

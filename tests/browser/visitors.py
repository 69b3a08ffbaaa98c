"""People at a browser: they log in by the form, and hear everything that the browser complains of."""

from base64 import b32decode
from time import time
from typing import Any

from django_otp.oath import hotp
from playwright.sync_api import Browser, Page, expect

PASSWORD = "a long sentence, easy to type"
REPORT = """document.addEventListener('securitypolicyviolation',
  event => console.error(`refused: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`))"""


def logged_in(chromium: Browser, site: str, username: str, **options: Any) -> Page:
    """The desk, in a browser of the user's own."""
    tab = opened(chromium, site, **options)
    signs_in(tab, username)
    expect(tab.get_by_role("heading", name="Desk")).to_be_visible()
    return tab


def opened(chromium: Browser, site: str, **options: Any) -> Page:
    """A browser of somebody's own, which has been nowhere yet."""
    context = chromium.new_context(base_url=site, viewport={"width": 1280, "height": 900}, **options)
    tab = context.new_page()
    tab.set_default_timeout(30_000)
    tab.add_init_script(REPORT)
    return tab


def signs_in(tab: Page, username: str) -> None:
    tab.goto("/admin/")
    tab.get_by_label("Username").fill(username)
    tab.get_by_label("Password").fill(PASSWORD)
    tab.get_by_role("button", name="Log in").click()


def signs_in_by_code(tab: Page, username: str) -> None:
    """Sets up a second factor as its page says, signs out, and comes back with it."""
    signs_in(tab, username)
    tab.goto("/admin/second-factor/")
    key = b32decode(tab.locator("p", has_text="Key:").locator("code").inner_text())
    step = int(time()) // 30
    _enters(tab, hotp(key, step))
    expect(tab.locator(".codes li")).to_have_count(10)
    tab.get_by_role("button", name="Log out").click()
    signs_in(tab, username)
    # A code is good once. The one after it is good in any case: a clock that lags behind the first is followed.
    _enters(tab, hotp(key, step + 1))
    expect(tab.get_by_role("heading", name="Desk")).to_be_visible()


def _enters(tab: Page, code: int) -> None:
    tab.get_by_role("textbox", name="Code").fill(f"{code:06d}")
    tab.get_by_role("button", name="Confirm").click()


def choose(tab: Page, field: str, typed: str, offered: str) -> None:
    """Choose what an autocomplete offers for the letters typed."""
    tab.locator(f"#id_{field} + .select2").click()
    tab.locator(".select2-search__field").fill(typed)
    tab.locator(".select2-results__option", has_text=offered).click()


def press(tab: Page, keys: str) -> None:
    """Press KEYS once the page's own scripts listen: a key pressed before that is lost."""
    tab.wait_for_load_state("load")
    tab.keyboard.press(keys)


class Complaints(list[str]):
    """What the browser says of a page while the block runs."""

    def __init__(self, tab: Page) -> None:
        super().__init__()
        self.tab = tab

    def __enter__(self) -> "Complaints":
        self.tab.on("console", self._hear)
        self.tab.on("pageerror", self._fail)
        return self

    def __exit__(self, *_: Any) -> None:
        self.tab.remove_listener("console", self._hear)
        self.tab.remove_listener("pageerror", self._fail)

    def _hear(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.append(f"{self.tab.url}: {message.text}")

    def _fail(self, error: Any) -> None:
        self.append(f"{self.tab.url}: {error}")

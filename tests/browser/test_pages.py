"""Pages in a real browser, under the strict content policy: with and without scripts, by keyboard, wide and narrow."""

import gzip
import re
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import served
from tests.explorer.addresses import PAGES

ADDRESSES = [*PAGES.values(), "/suggest/?about=formats/eurocorps", "/formats/atlantis/", "/matrix/?valid_at=soon"]
REPORT = """document.addEventListener('securitypolicyviolation',
  event => console.error(`refused: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`))"""
WIDE, NARROW = {"width": 1400, "height": 900}, {"width": 390, "height": 800}
LOOKS = [
    ("light", WIDE),
    ("dark", NARROW),
    pytest.param("dark", WIDE, marks=pytest.mark.slow),
    pytest.param("light", NARROW, marks=pytest.mark.slow),
]
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
MOST, MOST_WITH_MAP = 60_000, 90_000  # bytes of a page with its styles and scripts, compressed
MATRIX = "/matrix/?valid_at=2026-06-01"


@pytest.fixture(scope="module")
def seeded_site(
    seeded_database: str, django_db_blocker: Any, chromium: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The site on the seeded database, which nothing here writes to."""
    with django_db_blocker.unblock(), served(seeded_database, tmp_path_factory.mktemp("static"), chromium) as address:
        yield address


def opened(chromium: Browser, site: str, **look: Any) -> tuple[Page, list[str]]:
    """A new page, and everything that the browser complains of in it."""
    context: BrowserContext = chromium.new_context(base_url=site, **look)
    tab = context.new_page()
    tab.set_default_timeout(30_000)
    if look.get("java_script_enabled", True):
        tab.add_init_script(REPORT)
    complaints: list[str] = []
    tab.on("console", lambda message: message.type in ("error", "warning") and complaints.append(message.text))
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    return tab, complaints


@pytest.mark.parametrize(("scheme", "viewport"), LOOKS, ids=lambda value: str(value))
def test_no_page_complains_or_is_heavy_and_axe_finds_nothing(
    seeded_site: str, chromium: Browser, scheme: Any, viewport: Any
) -> None:
    tab, complaints = opened(chromium, seeded_site, color_scheme=scheme, viewport=viewport)
    sizes: dict[str, int] = {}
    for address in ADDRESSES:
        page = tab.goto(address)
        assert page
        most = MOST_WITH_MAP if tab.locator(".plot.map").count() else MOST
        assert len(gzip.compress(page.body())) + sum(_sizes(tab, sizes)) < most, f"{address} is heavy"
        found = Axe().run(tab, options=WCAG).response["violations"]
        told = [(each["id"], [node["html"][:200] for node in each["nodes"][:3]]) for each in found]
        assert told == [], address
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{address} is wider than the screen"
    refused = [each for each in complaints if "404" not in each and "400" not in each]
    assert refused == []
    tab.context.close()


def _sizes(tab: Page, known: dict[str, int]) -> list[int]:
    """Compressed bytes of everything the page loaded beside itself; KNOWN are those of pages before."""
    loaded = tab.evaluate("performance.getEntriesByType('resource').map(each => each.name)")
    for url in set(loaded) - known.keys():
        known[url] = len(gzip.compress(tab.request.get(url).body()))
    return [known[url] for url in loaded]


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=lambda value: str(value))
def test_every_page_is_whole_without_scripts(seeded_site: str, chromium: Browser, viewport: Any) -> None:
    tab, complaints = opened(chromium, seeded_site, java_script_enabled=False, viewport=viewport)
    for address in PAGES.values():
        tab.goto(address)
        expect(tab.locator("h1")).to_be_visible()
        expect(tab.locator("button.theme")).to_be_hidden()
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{address} is wider than the screen"
    tab.goto(MATRIX)
    expect(tab.locator("#slider")).to_be_hidden()
    tab.get_by_role("link", name=re.compile("^Poland in Eurocorps")).click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Poland in Eurocorps")
    expect(tab.locator(".evidence .stance.disputes").first).to_be_visible()
    tab.get_by_label("On", exact=True).fill("2010-06-30")
    tab.get_by_role("button", name="Show").click()
    assert "valid_at=2010-06-30" in tab.url
    assert "actor=poland" in tab.url
    assert complaints == []
    tab.context.close()


@pytest.fixture
def matrix(seeded_site: str, chromium: Browser) -> Iterator[Page]:
    tab, complaints = opened(chromium, seeded_site, viewport=WIDE)
    tab.goto(MATRIX)
    yield tab
    assert complaints == []
    tab.context.close()


def test_the_keyboard_goes_through_the_grid(matrix: Page) -> None:
    links = matrix.locator("td[data-d] a")
    assert links.evaluate_all("all => all.filter(each => each.tabIndex === 0).length") == 1
    matrix.keyboard.press("Tab")
    matrix.keyboard.press("Tab")
    expect(matrix.locator("a.skip[href='#grid']")).to_be_focused()
    matrix.keyboard.press("Enter")
    expect(links.first).to_be_focused()
    place = "document.activeElement.parentNode.cellIndex"
    first = matrix.evaluate(place)
    matrix.keyboard.press("End")
    last = matrix.evaluate(place)
    assert last > first
    matrix.keyboard.press("ArrowLeft")
    assert first <= matrix.evaluate(place) < last
    matrix.keyboard.press("Home")
    assert matrix.evaluate(place) == first
    row = matrix.evaluate("document.activeElement.closest('tr').rowIndex")
    matrix.keyboard.press("ArrowDown")
    assert matrix.evaluate("document.activeElement.closest('tr').rowIndex") > row
    here = matrix.evaluate("document.activeElement.getAttribute('aria-label')")
    matrix.keyboard.press("Enter")
    expect(matrix.locator("dialog")).to_be_visible()
    expect(matrix.locator("dialog h2").first).to_have_text(here.partition(":")[0])
    assert Axe().run(matrix, options=WCAG).response["violations"] == []
    matrix.keyboard.press("Escape")
    expect(matrix.locator("dialog")).to_be_hidden()
    assert matrix.evaluate("document.activeElement.getAttribute('aria-label')") == here


def test_a_sample_of_marks_leads_to_evidence_in_one_step(matrix: Page) -> None:
    links = matrix.locator("td[data-d] a")
    for number in range(0, links.count(), 9):
        links.nth(number).click()
        expect(matrix.locator("dialog .stance").first).to_be_visible()
        matrix.get_by_role("button", name="Close").click()
        expect(matrix.locator("dialog")).to_be_hidden()


SHOWN = """() => Object.fromEntries([...document.querySelectorAll('td[data-d] a')].map(
  each => [each.getAttribute('aria-label').split(':')[0], each.getAttribute('aria-label').split(':')[1]]))"""
TOTALS = "() => [...document.querySelectorAll('td.total')].map(each => each.textContent.replace(/\\s+/g, ' ').trim())"


DAYS = ["1991-05-05", "2010-06-30", "2021-05-07", "2021-12-31", "2025-12-10", "2026-11-01"]
SLIDE = """day => { const slider = document.getElementById('slider');
  slider.value = Date.parse(day) / 864e5; slider.dispatchEvent(new Event('input')); }"""


def test_the_slider_draws_what_the_server_draws(matrix: Page) -> None:
    rest = "sort=name&since=2016-01-01&standing=all"
    drawn = {}
    for day in DAYS:
        matrix.goto(f"/matrix/?valid_at={day}&{rest}")
        drawn[day] = matrix.evaluate(SHOWN), sorted(matrix.evaluate(TOTALS))
    matrix.goto(f"/matrix/?valid_at=1950-01-01&{rest}")
    for day in DAYS:
        matrix.evaluate(SLIDE, day)
        expect(matrix.get_by_label("On", exact=True)).to_have_value(day)
        assert (matrix.evaluate(SHOWN), sorted(matrix.evaluate(TOTALS))) == drawn[day], day
        assert f"valid_at={day}" in matrix.url


def test_play_goes_on_and_stops(matrix: Page) -> None:
    matrix.goto("/matrix/?valid_at=1990-01-01")
    matrix.get_by_role("button", name="Play").click()
    expect(matrix.get_by_label("On", exact=True)).not_to_have_value("1990-01-01")
    matrix.get_by_role("button", name="Stop").click()
    stopped = matrix.get_by_label("On", exact=True).input_value()
    matrix.wait_for_timeout(300)
    expect(matrix.get_by_label("On", exact=True)).to_have_value(stopped)


def test_light_and_dark_are_the_readers_choice_and_kept(seeded_site: str, chromium: Browser) -> None:
    tab, complaints = opened(chromium, seeded_site, color_scheme="light")
    background = "getComputedStyle(document.body).backgroundColor"
    tab.goto("/method/")
    light = tab.evaluate(background)
    tab.get_by_role("button", name="Change to dark").click()
    dark = tab.evaluate(background)
    assert dark != light
    tab.goto("/imprint/")
    assert tab.evaluate(background) == dark
    assert complaints == []
    tab.context.close()


def test_a_printed_page_has_no_controls_and_says_where_it_and_its_works_are(
    seeded_site: str, chromium: Browser
) -> None:
    tab, complaints = opened(chromium, seeded_site, viewport=WIDE, color_scheme="dark")
    tab.emulate_media(media="print")
    for address in PAGES.values():
        tab.goto(address)
        assert tab.locator("input:visible, select:visible, button:visible, nav:visible").count() == 0, address
        assert tab.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
        if tab.locator(".cite").count():
            expect(tab.locator(".cite .permanent")).to_be_visible()
        if (works := tab.locator(".works a[rel]")).count():
            printed = works.first.evaluate("link => getComputedStyle(link, '::after').content")
            assert str(works.first.get_attribute("href")) in printed
    assert complaints == []
    tab.context.close()


SHOWN_FOCUS = """() => { const here = document.activeElement, looks = getComputedStyle(here);
  return here.closest("main") !== null && here.tagName !== "MAIN" && looks.outlineStyle !== "none"; }"""


def test_every_page_is_entered_by_keyboard_past_its_head(seeded_site: str, chromium: Browser) -> None:
    tab, _ = opened(chromium, seeded_site, viewport=WIDE)
    for address in PAGES.values():
        tab.goto(address)
        tab.keyboard.press("Tab")
        expect(tab.get_by_text("Skip to the content")).to_be_visible()
        tab.keyboard.press("Enter")
        expect(tab.locator("main")).to_be_focused()
        tab.keyboard.press("Tab")
        tab.keyboard.press("Tab")
        assert tab.evaluate(SHOWN_FOCUS), f"What has the focus at {address} does not show it"
    tab.context.close()


STOPS = "plot => [...plot.querySelectorAll('a')].filter(mark => mark.tabIndex === 0).length"


def test_every_drawing_is_one_tab_stop_and_arrows_go_through_it(seeded_site: str, chromium: Browser) -> None:
    tab, _ = opened(chromium, seeded_site, viewport=WIDE)
    for address in PAGES.values():
        tab.goto(address)
        for plot in tab.locator("svg.plot:has(a ~ a)").all():
            assert plot.evaluate(STOPS) == 1, address
            plot.locator("a[tabindex='0']").focus()
            tab.keyboard.press("Home")
            first = tab.evaluate("document.activeElement.getAttribute('aria-label')")
            tab.keyboard.press("End")
            last = tab.evaluate("document.activeElement.getAttribute('aria-label')")
            assert first != last, address
            tab.keyboard.press("Enter")
            expect(tab).not_to_have_url(re.compile(re.escape(address) + "$"))
            tab.goto(address)
    tab.context.close()


def test_every_kind_of_mark_on_a_subject_leads_to_a_work_in_one_step(seeded_site: str, chromium: Browser) -> None:
    tab, _ = opened(chromium, seeded_site)
    tab.goto("/formats/pesco-military-mobility/")
    for section in tab.locator("main section[aria-labelledby]:has(table.facts)").all():
        mark = section.locator("a.ref").first
        place = str(mark.get_attribute("href"))
        mark.click()
        expect(tab.locator(f"{place}:target")).to_be_visible()
        expect(tab.locator(f"{place} a").first).to_be_visible()
    tab.context.close()

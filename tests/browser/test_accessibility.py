"""The back office breaks no rule of WCAG 2.2 AA that axe can see, by day and by night."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django_otp.plugins.otp_totp.models import TOTPDevice
from playwright.sync_api import Browser, Page, expect

from apps.actors.models import Actor
from apps.cooperation.models import Membership
from apps.curation.models import Import
from apps.record.models import PendingChangeset, State, Verb
from apps.record.pending.proposing import proposed
from apps.sources.models import Source
from tests.browser.visitors import PASSWORD, Complaints, logged_in, opened, signs_in
from tests.curators import curator, examples, page, record, reviewer

# Without preload: axe would fetch style sheets anew, from the wrong place.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RULES = {"preload": False, "runOnly": {"type": "tag", "values": TAGS}}


@pytest.fixture(scope="module")
def pages(site: str) -> dict[str, str]:
    """Addresses of every kind of page, with something on each."""
    rows = examples()
    rex = reviewer("rex", "Rex Example", PASSWORD)
    author = reviewer("cora", "Cora Example", PASSWORD)
    poland = rows[Actor]
    with proposed(user=author, reason="A note", verb=Verb.CORRECT, state=State.IN_REVIEW):
        Actor.objects.filter(pk=poland.pk).update(note="Seen.")
    Actor.objects.filter(pk=poland.pk).update(note="Meanwhile.")
    pending = PendingChangeset.objects.get()
    record(
        Actor(slug="pologne", name="Polands", kind="state"),
        Source(slug="spare", title="Nobody cites it", kind="report"),
    )
    lines = [["poland", "eurocorps", "observer", "2021", "report"], ["atlantis", "eurocorps", "membre", "2021-13", ""]]
    batch = Import.objects.create(
        name="rows.csv", digest="0" * 64, model="cooperation.membership", rows=lines, user=rex,
        columns=["member_actor", "target_format", "role", "start_edtf", "source"],
    )  # fmt: skip
    other = Actor.objects.get(slug="pologne")
    TOTPDevice.objects.create(user=curator("cleo", "Cleo Example", PASSWORD), name="application")
    assert rex.has_perm("record.review")
    return {
        "desk": "/admin/",
        "list": page(Membership, "changelist"),
        "form": page(Membership, "change", rows[Membership].pk),
        "add": page(Actor, "add"),
        "review": f"/admin/record/pendingchangeset/{pending.pk}/change/",
        "proposals": "/admin/record/pendingchangeset/",
        "history": page(Actor, "history", poland.pk),
        "end": f"{page(Membership, 'end')}?ids={rows[Membership].pk}",
        "withdraw": page(Membership, "withdraw", rows[Membership].pk),
        "changeset": "/admin/record/changeset/2/change/",
        "search": "/admin/search/?q=pol",
        "withdrawn": "/admin/withdrawn/",
        "import": "/admin/import/",
        "import, line by line": f"/admin/import/?batch={batch.pk}",
        "quality queue": "/admin/quality/?rule=source-never-cited",
        "duplicates": "/admin/duplicates/?model=actors.actor",
        "merge": f"/admin/merge/?model=actors.actor&loser={other.slug}&survivor={poland.slug}",
        "second factor": "/admin/second-factor/",
        "password": "/admin/password_change/",
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_breaks_a_rule(scheme: Any, site: str, chromium: Browser, pages: dict[str, str]) -> None:
    tab = logged_in(chromium, site, "rex", color_scheme=scheme)
    broken: dict[str, Any] = {}
    with Complaints(tab) as complaints:
        for name, address in pages.items():
            answer = tab.goto(address)
            assert answer is not None
            assert answer.status == 200, name
            broken |= found(tab, name)
    tab.context.close()
    assert broken == {}
    assert complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_signing_in_breaks_no_rule(scheme: Any, site: str, chromium: Browser, pages: dict[str, str]) -> None:
    tab = opened(chromium, site, color_scheme=scheme)
    with Complaints(tab) as complaints:
        tab.goto("/admin/")
        broken = found(tab, "sign-in")
        signs_in(tab, "cleo")
        expect(tab.get_by_role("heading", name="Second factor")).to_be_visible()
        broken |= found(tab, "code")
    tab.context.close()
    assert broken == {}
    assert complaints == []


def found(tab: Page, name: str) -> dict[str, Any]:
    """The rules that the page breaks, and where."""
    broken = Axe().run(tab, options=RULES).response["violations"]
    where = {rule["id"]: [node["target"] for node in rule["nodes"]][:5] for rule in broken}
    return {name: where} if where else {}

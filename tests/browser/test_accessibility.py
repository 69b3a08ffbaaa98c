"""The back office breaks no rule of WCAG 2.2 AA that axe can see, by day and by night."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from apps.actors.models import Actor
from apps.cooperation.models import Membership
from apps.record.models import PendingChangeset, State, Verb
from apps.record.pending.proposing import proposed
from tests.browser.visitors import PASSWORD, Complaints, logged_in
from tests.curators import examples, page, reviewer

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
            found = Axe().run(tab, options=RULES).response["violations"]
            if found:
                broken[name] = {rule["id"]: [node["target"] for node in rule["nodes"]][:5] for rule in found}
    tab.context.close()
    assert broken == {}
    assert complaints == []

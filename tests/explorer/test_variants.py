"""A variant of an idea shows what is said of the idea as a whole, and says that it is."""

import pytest

from tests.api.asking import get
from tests.explorer.addresses import ask, text

pytestmark = pytest.mark.usefixtures("seeded")


def variants_of_whole() -> dict[str, list[str]]:
    """Variants for which nobody is named, each with who is named for what it is a variant of."""
    found = {}
    for variant in get("proposals/?page_size=500")["results"]:
        if variant["variant_of"] and not named(variant["slug"]):
            found[variant["slug"]] = named(variant["variant_of"]["slug"])
    return {slug: members for slug, members in found.items() if members}


def named(proposal: str) -> list[str]:
    found = get(f"memberships/?proposal={proposal}&standing=all&page_size=500")["results"]
    return [each["slug"] for each in found]


def test_its_page_names_who_is_named_for_the_idea() -> None:
    found = variants_of_whole()
    assert len(found) > 1
    for slug, members in found.items():
        told = ask(f"/proposals/{slug}.json").json()["facts"]
        assert "hypothetical" not in told
        assert [fact["slug"] for fact in told["of_the_idea"]] == members
        assert all(fact["citations"] for fact in told["of_the_idea"])
        assert "These are named for the idea as a whole" in text(f"/proposals/{slug}/")


def test_who_is_named_for_the_idea_stands_once_under_all_variants_and_leads_to_who_says_so() -> None:
    page = text("/proposals/european-security-council-proposal/")
    sides = page[page.index('id="side-by-side"') :].partition("</table>")[0]
    row = sides[sides.index("Who would be in it") :].partition("</tr>")[0]
    assert row.count("<td") == 1
    assert "Said of the idea as a whole" in row
    for slug in named("european-security-council-proposal"):
        assert f'/proposals/european-security-council-proposal/#membership-{slug}"' in row

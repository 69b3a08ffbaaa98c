"""`expand` nests what a row links to, whole, at the same clocks."""

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from apps.api.selections import expandable
from apps.chronicle.resources import RESOURCES
from tests.api.asking import get, refused

pytestmark = pytest.mark.usefixtures("seeded")
POLAND = "poland-eurocorps-framework-nation"


def bare(address: str) -> dict[str, object]:
    return {key: value for key, value in get(address).items() if key != "basis"}


@pytest.mark.parametrize("clocks", ["", "&valid_at=1990-06-30", "&known_at=release:paper&valid_from=2021-01-01"])
def test_links_are_the_rows_that_their_own_addresses_give(clocks: str) -> None:
    row = get(f"memberships/{POLAND}/?expand=actor,target,citations{clocks}")
    assert row["actor"] == bare(f"actors/poland/?{clocks}")
    assert row["target"] == bare(f"formats/eurocorps/?{clocks}")
    known = "&known_at=release:paper" if "known_at" in clocks else ""
    assert row["citations"] == get(f"citations/?subject={POLAND}{known}")["results"]
    assert row["citations"]


def test_what_is_not_in_force_on_the_day_is_nested_all_the_same() -> None:
    proposal = get("links/?kind=proposes&expand=subject,object&valid_at=2026-06-01&page_size=1")["results"]
    everything = proposal or get("links/?expand=object&valid_at=2026-06-01")["results"]
    assert {row["object"]["certainty"] for row in everything} <= {"certain", "possible", "none"}
    assert get(f"memberships/{POLAND}/?expand=target&valid_at=1980-01-01")["target"]["certainty"] == "none"


@pytest.mark.parametrize("name", [name for name, resource in RESOURCES.items() if expandable(resource)])
def test_everything_that_a_row_links_to_can_be_nested(name: str) -> None:
    standing = "&standing=all" if RESOURCES[name].standing else ""
    links = expandable(RESOURCES[name])
    plain = get(f"{name}/?page_size=500{standing}")["results"]
    whole = get(f"{name}/?page_size=500{standing}&expand={','.join(links)}")["results"]
    for before, after in zip(plain, whole, strict=True):
        for key in links:
            if key == "citations":
                assert {citation["subject"]["slug"] for citation in after[key]} == {after["slug"]}
            else:
                one = [before[key]] if not isinstance(before[key], list) else before[key]
                other = [after[key]] if not isinstance(after[key], list) else after[key]
                assert [link and link["slug"] for link in one] == [link and link["slug"] for link in other]
                assert all("note" in link for link in other if link)


def test_a_hundred_rows_with_their_expansions_take_at_most_eight_queries() -> None:
    with CaptureQueriesContext(connections["reader"]) as captured:
        rows = get("memberships/?standing=all&page_size=100&expand=actor,target,citations")["results"]
    assert len(rows) > 30
    asked = [query["sql"] for query in captured if query["sql"] not in ("BEGIN", "COMMIT")]
    assert 5 <= len(asked) <= 8, asked


def test_what_is_expanded_is_shown_whether_or_not_it_is_among_the_fields() -> None:
    row = get(f"memberships/{POLAND}/?expand=actor,citations&fields=actor,citations")
    assert set(row) == {"slug", "actor", "citations", "basis"}
    assert row["actor"]["identifiers"]
    assert get(f"memberships/{POLAND}/?expand=actor,citations&fields=slug") == row
    listed = get(f"memberships/?slug={POLAND}&expand=citations&fields=role")["results"]
    assert listed == [{"slug": POLAND, "role": "framework-nation", "citations": row["citations"]}]


@pytest.mark.parametrize(
    "address", ["memberships/?expand=colour", f"memberships/{POLAND}/?expand=", "actors/?expand=actor"]
)
def test_what_is_no_link_cannot_be_expanded(address: str) -> None:
    status, problem = refused(address)
    assert (status, problem["errors"][0]["parameter"]) == (400, "expand")
    assert "Known: " in problem["errors"][0]["detail"]


def test_what_is_not_cited_has_no_citations() -> None:
    assert refused("sources/?expand=citations")[0] == 400

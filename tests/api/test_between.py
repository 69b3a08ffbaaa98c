"""What changed in the world between two days, and in the record between two changesets."""

from collections.abc import Iterator

import pytest

from tests.api.asking import SEEDED, get, slugs
from tests.api.test_promise import CHANGES, POLAND, follow
from tests.databases import clone


@pytest.fixture
def seeded_copy(seeded: str) -> Iterator[str]:
    """A seeded database of the test's own, in which it may commit."""
    with clone(f"{seeded}_between") as name:
        yield name


def test_a_hand_over_between_the_days_is_a_change_of_role(seeded_copy: str) -> None:
    follow()
    found = get("compare/?from=2026-02-01&to=2026-05-01")["results"]["memberships"]
    (change,) = (each for each in found["changed"] if each["after"]["slug"] == "norway-edf-member")
    assert (change["certainty"], change["before"]["role"], change["after"]["role"]) == (
        "certain", "associated-country", "member",
    )  # fmt: skip
    assert not {"norway-edf-member", "norway-edf-associated-country"} & {*slugs(found["began"]), *slugs(found["ended"])}


@pytest.mark.usefixtures("seeded")
def test_canada_joined_safe_between_november_2025_and_the_end_of_january_2026() -> None:
    began = get("compare/?from=2025-11-01&to=2026-01-31")["results"]["memberships"]["began"]
    assert ("canada-safe-third-country-participant", "certain") in {(r["slug"], r["certainty"]) for r in began}
    # The paper knew the month only.
    began = get("compare/?from=2025-11-01&to=2025-12-10&known_at=release:paper")["results"]["memberships"]["began"]
    assert ("canada-safe-third-country-participant", "possible") in {(r["slug"], r["certainty"]) for r in began}


@pytest.mark.usefixtures("seeded")
def test_an_invitation_taken_up_is_a_change_of_standing_and_a_beginning_of_participation() -> None:
    spell = "norway-pesco-military-mobility-third-country-participant"
    address = "compare/?from=2021-05-10&to=2022-01-01"
    found = get(f"{address}&standing=all")["results"]["memberships"]
    assert (spell, f"{spell}-2") in {(c["before"]["slug"], c["after"]["slug"]) for c in found["changed"]}
    assert spell not in slugs(found["ended"])
    assert f"{spell}-2" not in slugs(found["began"])
    assert f"{spell}-2" in slugs(get(address)["results"]["memberships"]["began"])


@pytest.mark.usefixtures("seeded")
def test_between_the_paper_and_the_next_changeset_only_citations_and_sources_were_added() -> None:
    found = get("diff/?known_from=changeset:1&known_to=changeset:2")
    assert set(found["counts"]) == {"citations", "sources"}
    for name, counts in found["counts"].items():
        assert counts == {"added": len(found["results"][name]["added"]), "changed": 0, "withdrawn": 0}
    told = [row["slug"] for row in get("changes/?after=1&page_size=500")["results"] if row["changeset"] == 2]
    assert sorted(told) == sorted(row["slug"] for each in found["results"].values() for row in each["added"])
    assert get("diff/?known_from=changeset:2&known_to=changeset:2")["results"] == {}


def test_the_diff_names_the_fields_that_changed_and_what_was_withdrawn(seeded_copy: str) -> None:
    for change in CHANGES[:6]:
        change()
    results = get(f"diff/?known_from=changeset:{SEEDED}")["results"]
    assert [(r["slug"], r["fields"]) for r in results["actors"]["changed"]] == [
        ("poland", {"name": {"before": "Poland", "after": "Republic of Poland"}})
    ]
    changed = {row["slug"]: set(row["fields"]) for row in results["memberships"]["changed"]}
    assert changed[POLAND] == {"start_edtf", "start_earliest", "start_latest", "start_reason"}
    assert slugs(results["memberships"]["added"]) == ["norway-edf-member"]
    withdrawn = get(f"diff/?known_from=changeset:{SEEDED + 4}&known_to=changeset:{SEEDED + 5}")["results"][
        "memberships"
    ]["withdrawn"]
    assert slugs(withdrawn) == ["norway-edf-member"]
    assert (
        "memberships" not in get(f"diff/?known_from=changeset:{SEEDED + 3}&known_to=changeset:{SEEDED + 5}")["results"]
    )

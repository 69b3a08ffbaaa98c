"""Panels and questions say what the days say of which they are made."""

import pytest

from tests.api.asking import get, sql
from tests.databases import connected

pytestmark = pytest.mark.usefixtures("curated")
YEARS = [1992, 2010, 2021, 2025]


def cells(day: str) -> dict[tuple[str, str], str]:
    """Actor, target and certainty of everybody in anything on a day, as the matrix has them."""
    found = get(f"matrix/?valid_at={day}")["cells"]
    return {(cell["actor"]["slug"], cell["target"]["slug"]): cell["certainty"] for cell in found}


@pytest.fixture
def states() -> set[str]:
    return set(sql("select slug from actor where iso_alpha2 is not null"))


@pytest.mark.parametrize("year", YEARS)
def test_a_state_on_31_december_is_as_the_matrix_has_it(states: set[str], year: int) -> None:
    expected = {pair: certainty for pair, certainty in cells(f"{year}-12-31").items() if pair[0] in states}
    found = sql("select actor_slug, target_slug, on_31_december from state_year where year = %s", year)
    assert {(actor, target): told for actor, target, told in found if told != "none"} == expected != {}


@pytest.mark.parametrize("year", YEARS)
def test_a_state_on_any_day_of_a_year_is_as_its_spells_are(states: set[str], year: int) -> None:
    rows = get(f"memberships/?valid_from={year}-01-01&valid_to={year + 1}-01-01&page_size=500")["results"]
    told = {
        (row["actor"]["slug"], row["target"]["slug"], row["certainty"])
        for row in rows
        if row["actor"]["slug"] in states
    }
    found = sql("select actor_slug, target_slug, any_day from state_year where year = %s", year)
    assert {pair[:2] for pair in found} == {pair[:2] for pair in told}
    assert {pair for pair in told if pair[2] == "certain"} <= set(found)


def test_spells_joined_are_certain_where_neither_is() -> None:
    spell = "membership where actor_slug = 'norway' and target_slug = 'edf'"
    assert sql(f"select slug from {spell} and certainly @> date '2026-03-15'") == []
    found = sql(
        "select any_day, on_31_december, projected from state_year"
        " where actor_slug = 'norway' and target_slug = 'edf' and year = 2026"
    )
    assert found == [("certain", "certain", True)]


@pytest.mark.parametrize("year", YEARS)
def test_dyads_and_formats_are_counted_from_the_same_cells(year: int) -> None:
    day = cells(f"{year}-12-31")
    for slug, certain, possible in sql(
        "select format_slug, members_certain_on_31_december, members_possible_on_31_december"
        " from format_year where year = %s",
        year,
    ):
        of_format = [certainty for (_, target), certainty in day.items() if target == slug]
        assert (of_format.count("certain"), len(of_format)) == (certain, possible), slug
    for one, other, shared in sql(
        "select actor_1_slug, actor_2_slug, shared_possible_on_31_december from dyad_year where year = %s", year
    ):
        of_one, of_other = ({target for actor, target in day if actor == name} for name in (one, other))
        assert len(of_one & of_other) == shared, (one, other)


@pytest.mark.parametrize("name", ["state_year", "dyad_year", "format_year"])
def test_panels_obey_what_was_known_and_no_day(name: str) -> None:
    with connected("analyst") as analyst:
        counts = []
        for setting in ("known_at = 'changeset:0'", "known_at = 'release:paper'", "valid_at = '1800-01-01'"):
            analyst.execute(f"set eudefence.{setting}".encode())
            counts.append(analyst.execute(f"select count(*) from {name}".encode()).fetchone()[0])  # type: ignore[index]
    assert 0 == counts[0] < counts[1] == counts[2]


def test_co_membership_on_a_day_is_that_of_the_matrix() -> None:
    day = cells("2021-06-30")
    expected = {(one, other, target) for one, target in day for other, also in day if also == target and one < other}
    with connected("analyst") as analyst:
        analyst.execute("set eudefence.valid_at = '2021-06-30'")
        found = analyst.execute("select actor_1_slug, actor_2_slug, target_slug from co_membership").fetchall()
    assert set(found) == expected != set()


ACCESS = (
    "select actor_slug, through_slug, open, path_slug from instrument_access where instrument_slug = %s order by 1, 2"
)


def test_canada_comes_into_safe_by_its_membership_its_agreement_and_the_partnership_before() -> None:
    agreement, ways = (
        "eu-canada-safe-agreement",
        [row[1:] for row in sql(ACCESS, "safe") if row[0] == "canada" and row[2]],
    )
    assert [way for way in ways if way[0].startswith("eu-canada")] == [
        (agreement, True, [agreement]),
        ("eu-canada-sdp", True, ["eu-canada-sdp", agreement]),
    ]
    membership = "canada-safe-third-country-participant"
    assert (membership, True, [membership]) in ways


def test_who_came_into_no_instrument_is_told_so_and_the_union_is_nobodys_partner() -> None:
    safe = sql(ACCESS, "safe")
    assert {(row[0], row[2]) for row in safe if row[0] in ("united-kingdom", "european-union")} == {
        ("united-kingdom", False)
    }
    assert "eu-norway-edf-association" in [row[1] for row in sql(ACCESS, "edf") if row[0] == "norway"]


def test_a_way_into_an_instrument_is_open_no_longer_than_all_of_it() -> None:
    with connected("analyst") as analyst:
        ways = {}
        for day in ("2025-09-01", "2026-03-01"):
            analyst.execute(f"set eudefence.valid_at = '{day}'".encode())
            found = analyst.execute("select through_slug from instrument_access where actor_slug = 'canada'")
            ways[day] = [slug for (slug,) in found]
    assert ways["2025-09-01"] == []
    assert "eu-canada-sdp" in ways["2026-03-01"]


def test_a_proposal_has_the_effects_on_what_it_proposes() -> None:
    found = sql(
        "select legal_basis_slug, effect, proposed_slug, in_the_way from legal_constraints"
        " where subject_kind = 'proposal'"
    )
    direct = set(sql("select legal_basis_slug, effect, subject_slug from legal_effect"))
    derived = [row for row in found if row[2]]
    assert derived
    assert {row[:3] for row in derived} <= direct
    assert {row[1] for row in found if row[3]} <= {"constrains", "blocks", "excludes"}


def test_a_date_corrected_after_a_release_names_the_release() -> None:
    found = sql(
        "select start_before, start_after, days_late > 0, releases_slug from late_correction"
        " where subject_slug = 'poland-eurocorps-framework-nation' and verb = 'correct'"
        " order by changeset"
    )
    assert (found[0][1], found[0][2]) == ("2021-12-20", True)
    assert "paper" in found[0][3]

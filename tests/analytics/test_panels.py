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


def test_who_can_use_safe_and_who_could_not() -> None:
    found = sql(
        "select actor_slug, through_kind, open from instrument_access where instrument_slug = 'safe' order by 1"
    )
    assert ("canada", "membership", True) in found
    assert ("united-kingdom", "membership", False) in found


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
    )
    assert [(row[1], row[2]) for row in found][-1:] == [("2021-12-20", True)]
    assert "paper" in found[0][3]

"""The questions that the database exists to answer, over REST and in SQL."""

import pytest

from tests.api.asking import SEEDED, certainties, get, sql

pytestmark = pytest.mark.usefixtures("seeded")
KNOWN = "&known_at=release:paper"

IN_FORCE = """
    select actor_slug, case when certainly @> %s::date then 'certain' else 'possible' end
      from eudefence.membership
     where target_slug = %s and participating and possibly @> %s::date and (%s::text is null or role = %s)
     order by 1
"""


def members_in_sql(target: str, day: str, role: str | None = None, known: str = "") -> dict[str, str]:
    return dict(sql(IN_FORCE, day, target, day, role, role, known=known))


@pytest.mark.parametrize(
    ("known", "day", "poland"),
    [
        ("release:paper", "2020-12-31", None),
        ("release:paper", "2021-06-30", "possible"),
        ("release:paper", "2021-12-31", "certain"),
        ("", "2021-06-30", None),
        ("", "2021-12-19", None),
        ("", "2021-12-20", "certain"),
    ],
)
def test_poland_is_a_framework_nation_of_eurocorps_from_the_year_of_the_paper_and_from_a_day_now(
    known: str, day: str, poland: str | None
) -> None:
    address = f"memberships/?target=eurocorps&role=framework-nation&valid_at={day}{known and f'&known_at={known}'}"
    assert certainties(address).get("poland") == poland
    assert members_in_sql("eurocorps", day, "framework-nation", known).get("poland") == poland


def test_eurocorps_in_2010_tells_founders_from_those_who_may_have_joined_until_their_days_were_known() -> None:
    address = "memberships/?target=eurocorps&role=framework-nation&valid_at=2010-06-30"
    founders, later = ("france", "germany"), ("belgium", "spain", "luxembourg")
    expected = dict.fromkeys(founders, "certain") | dict.fromkeys(later, "possible")
    assert certainties(f"{address}{KNOWN}") == expected
    assert members_in_sql("eurocorps", "2010-06-30", "framework-nation", "release:paper") == expected
    expected = dict.fromkeys((*founders, *later), "certain")
    assert certainties(address) == expected
    assert members_in_sql("eurocorps", "2010-06-30", "framework-nation") == expected


@pytest.mark.parametrize(
    ("known", "day", "expected"),
    [
        ("release:paper", "2025-11-30", {}),
        ("release:paper", "2025-12-10", {"safe": "possible"}),
        ("release:paper", "2025-12-31", {"safe": "certain"}),
        ("", "2025-12-18", {}),
        ("", "2025-12-19", {"safe": "certain"}),
    ],
)
def test_canada_is_in_safe_from_the_month_of_the_paper_and_from_a_day_now(
    known: str, day: str, expected: dict[str, str]
) -> None:
    address = f"memberships/?actor=canada&target_kind=instrument&valid_at={day}{known and f'&known_at={known}'}"
    assert certainties(address, "target") == expected
    asked = """select target_slug, case when certainly @> %s::date then 'certain' else 'possible' end
                 from eudefence.membership
                where actor_slug = 'canada' and target_kind = 'instrument' and participating and possibly @> %s::date"""
    assert dict(sql(asked, day, day, known=known)) == expected


def test_the_united_kingdom_never_took_part_in_safe() -> None:
    assert certainties("memberships/?actor=united-kingdom&target=safe") == {}
    spells = get("memberships/?actor=united-kingdom&target=safe&standing=all")["results"]
    assert [spell["standing"] for spell in spells] == ["failed"]
    talks = get("partnerships/eu-uk-safe-negotiations/")
    assert (talks["standing"], talks["end_edtf"], talks["ended"]) == ("failed", "2025-11-28", True)
    asked = "select standing, participating from eudefence.membership where actor_slug = %s and target_slug = 'safe'"
    assert sql(asked, "united-kingdom") == [("failed", False)]


def test_the_e5_are_five_and_certain_in_june_2026() -> None:
    five = dict.fromkeys(("france", "germany", "italy", "poland", "united-kingdom"), "certain")
    assert certainties("memberships/?target=e5&valid_at=2026-06-01") == five
    assert members_in_sql("e5", "2026-06-01") == five


def test_pesco_rests_on_three_provisions_and_did_not_exist_in_2012() -> None:
    effects = {row["legal_basis"]["slug"] for row in get("legal-effects/?subject=pesco")["results"]}
    assert effects >= {"teu-42-6", "teu-46", "protocol-10"}
    assert effects == set(sql("select legal_basis_slug from eudefence.legal_effect where subject_slug = 'pesco'"))
    assert get("formats/pesco/?valid_at=2012-01-01")["certainty"] == "none"
    assert sql("select possibly @> date '2012-01-01' from eudefence.format where slug = 'pesco'") == [False]


def test_article_41_2_blocks_the_legion_and_constrains_the_rapid_deployment_capacity() -> None:
    effects = {row["subject"]["slug"]: row["effect"] for row in get("legal-effects/?legal_basis=teu-41-2")["results"]}
    assert effects["european-legion"] == "blocks"
    assert effects["rapid-deployment-capacity"] == "constrains"
    asked = "select subject_slug, effect from eudefence.legal_effect where legal_basis_slug = 'teu-41-2'"
    assert effects == dict(sql(asked))


def test_nothing_proposed_planned_or_never_built_is_in_force_on_any_day() -> None:
    found = get("formats/?valid_at=2005-01-01&page_size=500")["results"]
    assert found
    assert not {row["status"] for row in found} & {"proposed", "planned", "never-built"}
    asked = "select slug from eudefence.format where possibly @> date '2005-01-01' order by slug"
    assert [row["slug"] for row in found] == sql(asked)


def test_all_changesets_are_there_and_the_release_names_the_first() -> None:
    changesets = get("changesets/")["results"]
    assert [changeset["number"] for changeset in changesets] == list(range(1, SEEDED + 1))
    assert get("releases/paper/")["changeset"] == 1
    assert sql("select slug, changeset from eudefence.release") == [("paper", 1)]
    now = get("citations/?subject=poland-eurocorps-framework-nation")["results"]
    then = get("citations/?subject=poland-eurocorps-framework-nation&known_at=release:paper")["results"]
    assert {c["slug"] for c in then} < {c["slug"] for c in now}
    assert {c["asserted_start"] for c in now} >= {"2021-12-20"}

"""Questions across rooms, on the project's own data."""

from collections.abc import Iterator

import pytest
from django.test import Client

from apps.sources.models import Stance
from tests.api.asking import API, get, slugs, sql
from tests.api.test_promise import POLAND, follow
from tests.databases import clone


@pytest.fixture
def seeded_copy(seeded: str) -> Iterator[str]:
    """A seeded database of the test's own, in which it may commit."""
    with clone(f"{seeded}_questions") as name:
        yield name


@pytest.mark.usefixtures("seeded")
def test_sources_disagree_on_when_poland_became_a_framework_nation() -> None:
    (found,) = get(f"conflicts/?subject={POLAND}&edge=start")["results"]
    assert (found["fact"]["slug"], found["fact"]["kind"], found["preferred"]) == (POLAND, "membership", "2021-12-20")
    said = {citation["source"]["slug"]: citation["asserted_start"] for citation in found["citations"]}
    assert {"2021", "2021-12-20", "2022"} <= set(said.values())
    assert said["iai-doc-26-05"] == "2021"
    asked = "select citations_slug from eudefence.conflict where subject_slug = %s and edge = 'start'"
    assert [slugs(found["citations"])] == sql(asked, POLAND)


@pytest.mark.usefixtures("seeded")
def test_as_the_paper_alone_was_known_poland_is_no_conflict_yet() -> None:
    assert get(f"conflicts/?subject={POLAND}&known_at=release:paper")["results"] == []


@pytest.mark.usefixtures("seeded")
def test_every_disputed_fact_is_a_conflict_and_shows_who_disputes_it() -> None:
    found = get("conflicts/")["results"]
    disputed = {row["subject"]["slug"] for row in get("citations/?stance=disputes&page_size=500")["results"]}
    disputing = {c["fact"]["slug"] for c in found if Stance.DISPUTES in {each["stance"] for each in c["citations"]}}
    assert disputing == disputed
    claims = [c for c in found if "pesco" in c["fact"]["slug"] and c["fact"]["kind"] == "claim"]
    assert [(c["edge"], c["preferred"]) for c in claims] == [("statement", True)]


@pytest.mark.usefixtures("seeded")
def test_the_matrix_shows_five_in_the_e5_and_totals_both_ways() -> None:
    found = get("matrix/?valid_at=2026-06-01&target=e5")
    five = ["france", "germany", "italy", "poland", "united-kingdom"]
    assert [(c["actor"]["slug"], c["certainty"], c["roles"]) for c in found["cells"]] == [
        (slug, "certain", ["member"]) for slug in five
    ]
    assert [(t["slug"], t["certain"], t["possible"]) for t in found["targets"]] == [("e5", 5, 0)]
    assert {(a["slug"], a["certain"]) for a in found["actors"]} == {(slug, 1) for slug in five}


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("day", ["1995-01-01", "2021-06-30", "2025-12-10", "2026-06-01"])
def test_the_matrix_has_the_cells_that_sql_counts(day: str) -> None:
    found = get(f"matrix/?valid_at={day}")
    cells = sorted((c["actor"]["slug"], c["target"]["slug"], c["certainty"]) for c in found["cells"])
    asked = """select actor_slug, target_slug,
                      case when bool_or(certainly @> %s::date) then 'certain' else 'possible' end
                 from eudefence.membership where participating and possibly @> %s::date group by 1, 2"""
    assert cells == sorted(sql(asked, day, day))
    assert cells
    for way, key in (("actors", "actor"), ("targets", "target")):
        for total in found[way]:
            mine = [c["certainty"] for c in found["cells"] if c[key]["url"] == total["url"]]
            assert (mine.count("certain"), mine.count("possible")) == (total["certain"], total["possible"])
            assert mine


@pytest.mark.usefixtures("seeded")
def test_without_a_day_the_matrix_is_that_of_the_day_of_its_changeset() -> None:
    response = Client(headers={"host": "localhost"}).get(f"{API}matrix/?known_at=release:paper")
    basis = response.json()["basis"]
    assert basis["valid_at"] == basis["known_at"][:10] == response["Eudefence-Valid-At"]
    assert not basis["projected"]
    on_that_day = get(f"matrix/?known_at=release:paper&valid_at={basis['valid_at']}")
    assert response.json()["cells"] == on_that_day["cells"]
    again = Client(headers={"host": "localhost"}).get(
        f"{API}matrix/?known_at=release:paper", headers={"if-none-match": response["ETag"]}
    )
    assert (again.status_code, again["Eudefence-Valid-At"]) == (304, basis["valid_at"])
    assert get("matrix/?known_at=changeset:0")["basis"]["valid_at"] is None


def test_on_a_day_of_hand_over_the_pair_is_certain_though_neither_spell_is(seeded_copy: str) -> None:
    follow()
    (cell,) = get("matrix/?valid_at=2026-03-15&actor=norway&target=edf")["cells"]
    assert (cell["certainty"], cell["roles"]) == ("certain", ["associated-country", "member"])
    spells = get("memberships/?valid_at=2026-03-15&actor=norway&target=edf")["results"]
    assert {spell["certainty"] for spell in spells} == {"possible"}


@pytest.mark.usefixtures("seeded")
def test_four_of_the_e5_are_in_eurocorps_in_one_role_or_another() -> None:
    found = get("overlaps/?valid_at=2026-06-01&formats=e5,eurocorps")
    together = {tuple(c["targets"]): slugs(c["certain"]) for c in found["combinations"]}
    assert together == {
        ("e5", "eurocorps"): ["france", "germany", "italy", "poland"],
        ("eurocorps",): ["austria", "belgium", "greece", "luxembourg", "romania", "spain", "turkiye"],
        ("e5",): ["united-kingdom"],
    }


@pytest.mark.usefixtures("seeded")
def test_three_of_the_e5_are_in_eurocorps_as_far_as_the_paper_knows() -> None:
    found = get("overlaps/?valid_at=2026-06-01&formats=e5,eurocorps&known_at=release:paper")
    together = {tuple(c["targets"]): slugs(c["certain"]) for c in found["combinations"]}
    assert together == {
        ("e5", "eurocorps"): ["france", "germany", "poland"],
        ("eurocorps",): ["belgium", "luxembourg", "spain"],
        ("e5",): ["italy", "united-kingdom"],
    }
    (pair,) = found["pairs"]
    assert (slugs(pair["certain"]), pair["jaccard"]) == (
        ["france", "germany", "poland"], {"certain": 0.375, "possible": 0.375},
    )  # fmt: skip


@pytest.mark.usefixtures("seeded")
def test_whoever_may_be_in_a_format_may_be_in_either_combination() -> None:
    found = get("overlaps/?valid_at=2021-06-30&formats=eurocorps,nato,pesco-military-mobility&known_at=release:paper")
    ways = {tuple(c["targets"]) for c in found["combinations"] if "norway" in slugs(c["possible"])}
    assert ways == {("nato",), ("pesco-military-mobility",), ("nato", "pesco-military-mobility")}
    for combination in found["combinations"]:
        assert combination["size"] == {
            "certain": len(combination["certain"]), "possible": len(combination["possible"]),
        }  # fmt: skip


@pytest.mark.usefixtures("seeded")
def test_the_timeline_tells_of_the_helsinki_force_and_its_missed_date() -> None:
    lines = get("timeline/")["results"]
    helsinki = next(line for line in lines if line["slug"] == "helsinki-headline-goal-force")
    assert (helsinki["resource"], helsinki["status"], helsinki["start_earliest"]) == ("formats", "never-built", None)
    assert ("target-date", "2003", "missed") in {
        (m["kind"], m["date_edtf"], m["outcome"]) for m in helsinki["milestones"]
    }
    order = slugs(lines)
    assert order.index("eurocorps") < order.index("helsinki-headline-goal-force") < order.index("pesco")
    known = [line["start_earliest"] for line in lines if line["start_earliest"]]
    assert known == sorted(known)
    assert len(lines) == len(get("formats/?page_size=500")["results"] + get("instruments/?page_size=500")["results"])
    pesco = next(line for line in lines if line["slug"] == "pesco")
    assert {e["legal_basis"]["slug"] for e in pesco["legal_effects"]} >= {"teu-42-6", "teu-46", "protocol-10"}
    assert "pesco" not in slugs(get("timeline/?valid_at=2012-01-01")["results"])

"""What the API refuses, and how it says so."""

from typing import Any

import pytest
from django.test import Client

from apps.api.questions import QUESTIONS
from apps.chronicle.resources import RESOURCES
from tests.api.asking import API, get, refused

pytestmark = pytest.mark.usefixtures("seeded")
DATED = [name for name, resource in RESOURCES.items() if resource.dated]
UNDATED = [name for name, resource in RESOURCES.items() if not resource.dated]


@pytest.mark.parametrize("name", RESOURCES)
def test_every_resource_has_a_list_and_a_detail_that_agree(name: str) -> None:
    rows = get(f"{name}/?page_size=3" + ("&standing=all" if RESOURCES[name].standing else ""))["results"]
    assert rows, f"{name} is empty after seeding"
    for row in rows:
        detail = get(f"{name}/{row[RESOURCES[name].key]}/")
        assert {key: detail[key] for key in row} == row


@pytest.mark.parametrize("name", RESOURCES)
def test_an_unknown_parameter_is_refused_by_name(name: str) -> None:
    for address in (f"{name}/?colour=red", f"{name}/?slug=a&format=xml"):
        status, problem = refused(address)
        assert status == 400
        assert problem["errors"][0]["parameter"] in ("colour", "format", "slug")
        assert "Known:" in problem["errors"][0]["detail"]


@pytest.mark.parametrize("name", UNDATED)
def test_what_has_no_period_takes_no_day(name: str) -> None:
    status, problem = refused(f"{name}/?valid_at=2020-01-01")
    assert (status, problem["errors"][0]["parameter"]) == (400, "valid_at")


@pytest.mark.parametrize(
    ("query", "parameter", "says"),
    [
        ("valid_at=31", "valid_at", "Not a day: “31”"),
        ("valid_at=2021-02-31", "valid_at", "Not a day"),
        ("valid_at=2021-02-01&valid_from=2020-01-01", "valid_at", "one day"),
        ("valid_from=2021-02-01&valid_to=2021-02-01", "valid_to", "must come after"),
        ("certainty=certain", "certainty", "add valid_at"),
        ("certainty=sure&valid_at=2020-01-01", "certainty", "certain, possible"),
        ("standing=maybe", "standing", "participating"),
        ("standing=all,failed", "standing", "stands alone"),
        ("role=boss", "role", "framework-nation"),
        ("actor=Poland", "actor", "Not a slug"),
        ("actor_kind=planet", "actor_kind", "No actor_kind “planet”"),
        ("participating=yes", "participating", "true, false"),
        ("page_size=501", "page_size", "1 to 500"),
        ("page_size=%D9%A3", "page_size", "1 to 500"),
        ("page_size=99999999999999999999999", "page_size", "1 to 500"),
        ("cursor=xx", "cursor", "Begin again"),
        ("known_at=yesterday", "known_at", "Not a known time: “yesterday”"),
        ("known_at=changeset:99", "known_at", "There is no changeset 99"),
        ("known_at=release:none", "known_at", "There is no release “none”"),
        ("known_at=2999-01-01T00:00:00Z", "known_at", "Nobody knows yet"),
        ("known_at=2026-02-31T00:00:00Z", "known_at", "Not a known time"),
        ("role=member&role=observer", "role", "given twice"),
        ("actor=" + ",".join(["a"] * 51), "actor", "At most 50"),
        ("actor=%00", "actor", "Not a slug"),
        ("known_at=%00", "known_at", "Not a known time: '\\x00'"),
    ],
)
def test_a_value_that_cannot_be_read_is_refused_with_the_value_and_what_to_do(
    query: str, parameter: str, says: str
) -> None:
    status, problem = refused(f"memberships/?{query}")
    assert status == 400
    assert problem["status"] == 400
    errors: list[dict[str, Any]] = problem["errors"]
    assert [e["parameter"] for e in errors] == [parameter]
    assert says in errors[0]["detail"]


def test_an_offset_whose_plus_became_a_space_is_told_how_to_write_it() -> None:
    for address in ("actors/?known_at=2026-05-31T12:00:00+00:00", "diff/?known_from=2026-05-31T12:00:00+02:00"):
        assert "%2B" in refused(address)[1]["detail"]
    assert "%2B" not in refused("actors/?known_at=yesterday")[1]["detail"]
    assert get("actors/?known_at=2026-05-31T12:00:00%2B00:00")["basis"]["changeset"] == 0


def test_what_is_unknown_or_nowhere_is_not_found() -> None:
    assert refused("formats/atlantis/")[0] == 404
    assert refused("formats/e5/?known_at=changeset:0")[0] == 404
    status, problem = refused("nowhere/at/all")
    assert (status, problem["title"]) == (404, "Not found")


def test_the_api_is_read_only() -> None:
    response = Client(headers={"host": "localhost"}).post(f"{API}actors/", {})
    assert response.status_code == 405


def test_the_root_lists_every_resource_and_question() -> None:
    root = get("")
    assert set(root) == {*RESOURCES, *QUESTIONS, "changes"}
    assert all(address == f"{API}{name}/" for name, address in root.items())


def test_before_the_first_changeset_nothing_was_known() -> None:
    answer = get("memberships/?known_at=2001-01-01T00:00:00Z")
    assert (answer["results"], answer["basis"]["changeset"]) == ([], 0)


def test_filters_join_values_with_or() -> None:
    both = get("memberships/?target=e5,eurocorps&page_size=500")["results"]
    assert {row["target"]["slug"] for row in both} == {"e5", "eurocorps"}
    assert [r["slug"] for r in get("actors/?identifier=iso3166:PL")["results"]] == ["poland"]
    assert "eu-norway-sdp" in [r["slug"] for r in get("partnerships/?parties=norway")["results"]]


def test_participating_is_asked_of_memberships_unless_said_otherwise() -> None:
    assert all(row["participating"] for row in get("memberships/?page_size=500")["results"])
    standings = {row["standing"] for row in get("memberships/?standing=all&page_size=500")["results"]}
    assert standings >= {"proposed", "invited", "failed", "in-force"}
    assert "failed" in {row["standing"] for row in get("partnerships/?page_size=500")["results"]}


def test_days_after_the_changeset_are_projected() -> None:
    assert get("formats/?valid_at=2999-01-01")["basis"]["projected"] is True
    assert get("formats/?valid_at=2020-01-01")["basis"]["projected"] is False


@pytest.mark.parametrize("name", DATED)
def test_every_dated_resource_tells_certainty_of_days_and_of_intervals(name: str) -> None:
    standing = "&standing=all" if RESOURCES[name].standing else ""
    for days in ("valid_at=2026-06-01", "valid_from=2020-01-01&valid_to=2026-01-01", "valid_from=2020-01-01"):
        for word in ("certain", "possible"):
            found = get(f"{name}/?{days}&certainty={word}{standing}&page_size=500")["results"]
            assert {row["certainty"] for row in found} <= {word}
    assert {row["certainty"] for row in get(f"{name}/?page_size=500{standing}")["results"]} == {None}

"""`fields` trims rows; `count=exact` counts them."""

import pytest

from apps.chronicle.resources import RESOURCES
from apps.chronicle.shapes import keys
from tests.api.asking import SEEDED, get, refused, sql

pytestmark = pytest.mark.usefixtures("seeded")


def test_lists_and_details_show_only_the_fields_asked_for_and_always_the_slug() -> None:
    answer = get("memberships/?fields=slug,actor,role")
    assert {tuple(row) for row in answer["results"]} == {("slug", "actor", "role")}
    assert answer["basis"]["changeset"] == SEEDED
    detail = get("formats/pesco/?fields=name")
    assert set(detail) == {"slug", "name", "basis"}


@pytest.mark.parametrize("name", RESOURCES)
def test_every_key_of_a_row_can_be_asked_for(name: str) -> None:
    standing = "&standing=all" if RESOURCES[name].standing else ""
    whole = get(f"{name}/?page_size=1{standing}")["results"][0]
    assert list(whole) == keys(RESOURCES[name])
    for key, value in whole.items():
        assert get(f"{name}/?page_size=1{standing}&fields={key}")["results"][0][key] == value


def test_a_field_that_is_not_there_is_refused_with_those_that_are() -> None:
    for address in ("memberships/?fields=slug,colour", "formats/pesco/?fields=colour", "actors.csv?fields=colour"):
        status, problem = refused(address)
        assert (status, problem["errors"][0]["parameter"]) == (400, "fields")
        assert "No field “colour”. Known: slug, url," in problem["errors"][0]["detail"]
    assert refused("memberships/?fields=role,role")[0] == 400
    assert "expand=citations" in refused("memberships/?fields=citations")[1]["errors"][0]["detail"]
    assert refused("memberships/belgium-eurocorps-framework-nation/history/?fields=role")[0] == 400


@pytest.mark.parametrize("name", RESOURCES)
def test_a_count_is_of_all_pages_at_the_changeset_of_the_answer(name: str) -> None:
    standing = "&standing=all" if RESOURCES[name].standing else ""
    relation = {"coverage": "coverage", "legal-bases": "legal_basis"}.get(name, RESOURCES[name].kind.replace("-", "_"))
    assert (
        get(f"{name}/?count=exact&page_size=1{standing}")["count"]
        == sql(f"select count(*) from eudefence.{relation}")[0]
    )


def test_a_count_obeys_both_clocks_and_filters() -> None:
    assert get("memberships/?count=exact&target=e5&valid_at=2026-06-01&page_size=2")["count"] == 5
    assert get("memberships/?count=exact&known_at=changeset:0")["count"] == 0
    assert get("citations/?count=exact&known_at=changeset:1")["count"] < get("citations/?count=exact")["count"]
    assert "count" not in get("memberships/")
    assert "Known: exact" in refused("memberships/?count=about")[1]["errors"][0]["detail"]
    assert refused("formats/pesco/?count=exact")[0] == 400

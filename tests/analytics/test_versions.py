"""Versions, differences of the record and of the world: SQL tells what REST tells."""

from collections.abc import Iterable
from typing import Any

import psycopg
import pytest

from apps.analytics.relations import RELATIONS
from apps.chronicle.resources import RESOURCES
from apps.chronicle.shapes import key
from tests.api.asking import get, refused, sql
from tests.databases import connected

pytestmark = pytest.mark.usefixtures("curated")
POLAND = "poland-eurocorps-framework-nation"
NORWAY = "norway-edf-member"


@pytest.mark.parametrize(
    ("name", "slug"), [("memberships", POLAND), ("memberships", NORWAY), ("actors", "poland"), ("formats", "eutm-mali")]
)
def test_history_is_that_of_rest(name: str, slug: str) -> None:
    relation = RESOURCES[name].relation
    found = sql(
        f"select changeset, verb, axis, author, reason, start_edtf, note from {relation}_history where slug = %s"
        " order by changeset",
        slug,
    )
    told = get(f"{name}/{slug}/history/")["results"]
    assert found == [
        tuple(each[key] for key in ("changeset", "verb", "axis", "author", "reason"))
        + tuple((each["record"] or {}).get(key) for key in ("start_edtf", "note"))
        for each in told
    ]


def test_a_version_says_what_superseded_it_and_obeys_what_was_known() -> None:
    query = "select changeset, superseded_in, verb, role from membership_history where slug = %s order by changeset"
    versions = sql(query, NORWAY)
    assert [version[2] for version in versions] == ["change", "withdraw", "restore"]
    assert [version[1] for version in versions] == [*(version[0] for version in versions[1:]), None]
    assert [version[3] for version in versions] == ["member", None, "member"]
    first = versions[0][0]
    with connected("analyst") as analyst:
        analyst.execute(f"set eudefence.known_at = 'changeset:{first}'".encode())
        assert analyst.execute(query.encode(), [NORWAY]).fetchall() == [(first, None, "change", "member")]


def test_a_name_in_a_version_is_the_name_of_then() -> None:
    names = sql("select distinct actor_name from membership_history where actor_slug = 'poland' order by 1")
    assert names == ["Poland", "Republic of Poland"]


@pytest.mark.parametrize("relation", RELATIONS)
def test_every_row_has_a_version_for_each_changeset_that_wrote_it(relation: str) -> None:
    missing = f"select slug from {relation} except select slug from {relation}_history where superseded_in is null"
    assert sql(missing) == []


@pytest.mark.parametrize(("first", "last"), [(1, 2), (2, 10), (0, 10), (5, 8), (4, 4)])
def test_the_difference_of_the_record_is_that_of_rest(first: int, last: int) -> None:
    told = get(f"diff/?known_from=changeset:{first}&known_to=changeset:{last}")["results"]
    for relation, properties in RELATIONS.items():
        found = sql(f"select change, slug, columns from {relation}_diff('changeset:{first}', 'changeset:{last}')")
        expected = _told(told.get(properties.resource, {"added": [], "changed": [], "withdrawn": []}))
        resource = RESOURCES[properties.resource]
        fields = {(change, slug): {key(resource, c) for c in columns} for change, slug, columns in found}
        assert {each: _without_kinds(keys) for each, keys in fields.items()} == expected, relation


def _told(told: dict[str, Any]) -> dict[tuple[str, str], set[str]]:
    kept: dict[tuple[str, str], set[str]] = {
        (change, row["slug"]): set() for change in ("added", "withdrawn") for row in told[change]
    }
    return kept | {("changed", each["slug"]): _without_kinds(each["fields"]) for each in told["changed"]}


def _without_kinds(fields: Iterable[str]) -> set[str]:
    """A link's kind changes with the link, which REST shows as one field."""
    return {field for field in fields if not field.endswith("_kind")}


@pytest.mark.parametrize(
    ("first", "last"), [("2015-01-01", "2026-06-01"), ("1990-01-01", "2004-06-01"), ("2026-02-01", "2026-05-01")]
)
def test_the_comparison_of_two_days_is_that_of_rest(first: str, last: str) -> None:
    told = get(f"compare/?from={first}&to={last}&standing=all")["results"]
    assert told["memberships"]["began"]
    for name, changes in told.items():
        expected = {(change, row["slug"], row["certainty"]) for change in ("began", "ended") for row in changes[change]}
        expected |= {("changed", each["after"]["slug"], each["certainty"]) for each in changes["changed"]}
        relation = RESOURCES[name].relation
        assert {*sql(f"select change, slug, certainty from {relation}_compare('{first}', '{last}')")} == expected


@pytest.mark.parametrize("last", ["2015-01-01", "2014-12-31"])
def test_two_days_are_compared_in_their_order_as_rest_has_it(last: str) -> None:
    sentence = f"{last} does not come after 2015-01-01."
    status, problem = refused(f"compare/?from=2015-01-01&to={last}")
    assert status == 400
    assert sentence in str(problem)
    with pytest.raises(psycopg.DataError, match=sentence):
        sql(f"select * from membership_compare('2015-01-01', '{last}')")

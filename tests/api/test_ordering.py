"""Rows come in the order asked for, page by page, each once."""

import base64
import json
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from apps.api.selections import orderable
from apps.chronicle.resources import RESOURCES
from tests.api.asking import API, get, refused

pytestmark = pytest.mark.usefixtures("seeded")
ORDERS = [(name, key) for name, resource in RESOURCES.items() for key in orderable(resource)]


def walk(address: str) -> list[dict[str, Any]]:
    answer = get(address)
    found = list(answer["results"])
    while answer["next"]:
        answer = get(answer["next"].removeprefix(API))
        found += answer["results"]
    return found


def place(row: dict[str, Any], key: str) -> tuple[bool, Any]:
    """What PostgreSQL sorts by: null after everything, text by its bytes, a link by its slug."""
    value = row[key]
    value = value["slug"] if isinstance(value, dict) else value
    return value is None, value.encode() if isinstance(value, str) else value or 0


@pytest.mark.parametrize(("name", "key"), ORDERS)
def test_every_plain_column_orders_rows_both_ways_and_pages_lose_none(name: str, key: str) -> None:
    own = RESOURCES[name].key
    standing = "&standing=all" if RESOURCES[name].standing else ""
    whole = walk(f"{name}/?page_size=500{standing}")
    size = min(500, max(2, len(whole) // 3))
    expected = sorted(sorted(whole, key=lambda row: place(row, own)), key=lambda row: place(row, key))
    found = walk(f"{name}/?ordering={key}&page_size={size}{standing}")
    assert [row[own] for row in found] == [row[own] for row in expected]
    if key != own:
        expected = sorted(sorted(whole, key=lambda row: place(row, own)), key=lambda row: place(row, key), reverse=True)
        groups = walk(f"{name}/?ordering=-{key}&page_size={size}{standing}")
        assert [place(row, key) for row in groups] == [place(row, key) for row in expected]
        assert {row[own] for row in groups} == {row[own] for row in whole}


def test_several_columns_order_one_within_the_other_and_back_again() -> None:
    address = "memberships/?standing=all&ordering=-start_latest,role&page_size=7&known_at=release:paper"
    pages = [get(address)]
    while pages[-1]["next"]:
        pages.append(get(pages[-1]["next"].removeprefix(API)))
    rows = [row for each in pages for row in each["results"]]
    days = [date.max if r["start_latest"] is None else date.fromisoformat(r["start_latest"]) for r in rows]
    assert days == sorted(days, reverse=True)
    assert None in [r["start_latest"] for r in rows]
    for day in set(days):
        within = [(row["role"], row["slug"]) for row, its in zip(rows, days, strict=True) if its == day]
        assert within == sorted(within)
    for before, after in pairwise(pages):
        assert get(after["previous"].removeprefix(API))["results"] == before["results"]


@pytest.mark.parametrize("ordering", ["colour", "slug,colour", "aliases", "", "--slug", "role,-role", "%00", "part_of"])
def test_what_cannot_be_ordered_by_is_refused_with_what_can(ordering: str) -> None:
    status, problem = refused(f"actors/?ordering={ordering}")
    assert (status, problem["errors"][0]["parameter"]) == (400, "ordering")
    assert "Known: slug, " in problem["errors"][0]["detail"] or "twice" in problem["errors"][0]["detail"]


def cursor(key: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps([2, key, False]).encode()).decode()


@pytest.mark.parametrize(
    "key",
    [
        "poland", 7, None, [], {}, {"slug": "poland"}, {"slug": "a", "start_latest": "2020-01-01"},
        *({"start_latest": day, "value": 1, "slug": "a"} for day in ("soon", 7, True, [], "2020-02-31", "\0")),
        *({"start_latest": None, "value": v, "slug": "a"} for v in (None, "NaN", "1e99999", 10**40, "x", "\ud800")),
        *({"start_latest": None, "value": 1, "slug": slug} for slug in (None, "\0", "\ud800", {}, [["a"]])),
    ],
)  # fmt: skip
def test_a_cursor_of_another_order_or_of_nobody_is_refused(key: Any) -> None:
    status, problem = refused(f"quantities/?ordering=start_latest,value&cursor={cursor(key)}")
    assert (status, problem["errors"][0]["parameter"]) == (400, "cursor")


@pytest.mark.parametrize("key", ["%00", "abc", "9" * 40, "1.5", "-1"])
def test_a_key_that_no_row_can_have_is_not_found(key: str) -> None:
    assert refused(f"changesets/{key}/")[0] == 404
    assert refused(f"formats/{key}/")[0] == 404

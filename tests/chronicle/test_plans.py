"""What is asked most, among many records: each statement has one plan for all values, and it goes by a btree."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connections
from django.db.backends.utils import CursorWrapper
from psycopg import sql

from tests.api.asking import get
from tests.databases import become, connected, maintenance, use

FORMAT, ACTOR = "format-40", "actor-7"  # a small format, as most are
HOT = [
    "memberships/",
    "memberships/?ordering=-slug",
    "memberships/{slug}/",
    "memberships/?expand=actor,target,citations",
    f"memberships/?target={FORMAT}",
    f"memberships/?target={FORMAT}&valid_at=2018-06-01",
    f"memberships/?actor={ACTOR}&standing=all",
    f"formats/{FORMAT}/",
    f"citations/?subject={FORMAT}",
]
LARGE = 1000  # rows: a table with fewer may be read from end to end


@pytest.fixture(scope="module", params=[2_000, pytest.param(50_000, marks=pytest.mark.slow)])
def many(request: Any, django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    name = f"{connections['default'].settings_dict['NAME']}_many"
    with django_db_blocker.unblock():
        become("owner")
        try:
            call_command("synthesise", name, memberships=request.param, versions=3, replace=True, verbosity=0)
        finally:
            become("app")
        with use(name):
            yield name
        with maintenance() as owner:
            owner.execute(f'drop database "{name}" with (force)'.encode())


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Any]]:
    """Every statement sent from here on, with its values."""
    found: list[tuple[str, Any]] = []
    execute = CursorWrapper.execute
    monkeypatch.setattr(
        CursorWrapper, "execute", lambda self, *given: (found.append((given[0], given[1:])), execute(self, *given))[1]
    )
    return found


@pytest.mark.parametrize("known", ["", "changeset:15"])
@pytest.mark.parametrize("address", HOT)
def test_one_plan_serves_all_values_and_reads_no_large_table_from_end_to_end(
    many: str, sent: list[tuple[str, Any]], address: str, known: str
) -> None:
    slug = get("memberships/?page_size=1" + (f"&known_at={known}" if known else ""))["results"][0]["slug"]
    joined = f"{'&' if '?' in address else '?'}known_at={known}" if known else ""
    sent.clear()
    get(address.format(slug=slug) + joined)
    reading = [(text, values) for text, values in sent if "_pinned.read_" in text and "read_names" not in text]
    assert reading
    with connected("owner") as owner:
        large = {row[0] for row in owner.execute(b"select relname from pg_class where reltuples > %d" % LARGE)}
        owner.execute(b"set plan_cache_mode = force_generic_plan")
        for text, (values,) in reading:
            nodes = list(_nodes(_plan(owner, text, values)))
            assert not {node["Relation Name"] for node in nodes if node["Node Type"] == "Seq Scan"} & large
            assert any("Index" in node["Node Type"] for node in nodes)


def _plan(owner: Any, text: str, values: Any) -> dict[str, Any]:
    """The plan that a connection keeps for a statement, whatever the values."""
    for place in range(len(values)):
        text = text.replace("%s", f"${place + 1}", 1)
    owner.execute(f"prepare asked as {text}".encode())
    given = ", ".join(sql.Literal(value).as_string(owner) for value in values)
    asked = f"asked ({given})" if given else "asked"
    (found,) = owner.execute(f"explain (format json) execute {asked}".encode()).fetchone()
    owner.execute(b"deallocate asked")
    plan: dict[str, Any] = found[0]["Plan"]
    return plan


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for below in plan.get("Plans", []):
        yield from _nodes(below)

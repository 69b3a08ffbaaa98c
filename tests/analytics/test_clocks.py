"""`SET eudefence.valid_at` and `SET eudefence.known_at`: both clocks of a session, obeyed by every relation."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from apps.analytics.relations import RELATIONS
from apps.chronicle.resources import RESOURCES
from tests.api.asking import certainties
from tests.databases import connected

pytestmark = pytest.mark.usefixtures("seeded")
DATED = [name for name, relation in RELATIONS.items() if relation.dated]


@pytest.fixture
def analyst(seeded: str) -> Iterator[psycopg.Connection[Any]]:
    with connected("analyst") as connection:
        yield connection


def rows(analyst: psycopg.Connection[Any], query: str) -> list[Any]:
    return analyst.execute(query.encode()).fetchall()


def test_a_session_asks_about_a_day_and_is_answered_as_rest_answers(analyst: psycopg.Connection[Any]) -> None:
    analyst.execute("SET eudefence.valid_at = '2010-06-30'")
    found = rows(
        analyst,
        "SELECT actor_slug, certainty FROM eudefence.membership WHERE target_slug = 'eurocorps' AND participating",
    )
    assert dict(found) == certainties("memberships/?target=eurocorps&valid_at=2010-06-30&page_size=500")
    assert len(found) > 3


@pytest.mark.parametrize("name", DATED)
def test_every_dated_relation_obeys_the_day_and_tells_certainty(analyst: psycopg.Connection[Any], name: str) -> None:
    query = f"select slug, certainty from {name} where possibly @> date '2021-06-30' order by slug"
    expected = rows(
        analyst,
        query.replace("certainty", "case when certainly @> date '2021-06-30' then 'certain' else 'possible' end"),
    )
    everything = rows(analyst, f"select slug, certainty from {name}")
    assert {certainty for _, certainty in everything} <= {None}
    analyst.execute("set eudefence.valid_at = '2021-06-30'")
    assert rows(analyst, f"select slug, certainty from {name} order by slug") == expected
    assert rows(analyst, f"select slug, certainty from {name}_at('2021-06-30') order by slug") == expected
    assert len(rows(analyst, f"select from {name}_at(null)")) == len(everything)


@pytest.mark.parametrize(
    "name", [*sorted({r.relation for r in RESOURCES.values() if not r.dated}), "membership_history"]
)
def test_what_has_no_period_obeys_no_day(analyst: psycopg.Connection[Any], name: str) -> None:
    before = rows(analyst, f"select count(*) from {name}")
    analyst.execute("set eudefence.valid_at = '1800-01-01'")
    assert rows(analyst, f"select count(*) from {name}") == before != [(0,)]


@pytest.mark.parametrize("name", sorted(resource.relation for resource in RESOURCES.values()))
def test_every_relation_obeys_what_was_known(analyst: psycopg.Connection[Any], name: str) -> None:
    for known_at, number in {"changeset:0": 0, "release:paper": 1, "changeset:2": 2, "1999-01-01T00:00:00Z": 0}.items():
        analyst.execute(f"set eudefence.known_at = '{known_at}'".encode())
        found = rows(analyst, f"select to_jsonb(r) from {name} r order by 1")
        analyst.execute("reset eudefence.known_at")
        analyst.execute(f"set eudefence.pin = '{number}'".encode())
        assert rows(analyst, f"select to_jsonb(r) from {name} r order by 1") == found
        analyst.execute("reset eudefence.pin")
        if name in RELATIONS:
            assert rows(analyst, f"select to_jsonb(r) from {name}_at(null, '{known_at}') r order by 1") == found
        assert bool(found) == (number > 0)


def test_a_session_may_change_its_mind_within_a_transaction(analyst: psycopg.Connection[Any]) -> None:
    counts = {}
    with analyst.transaction():
        for known_at in ("release:paper", "changeset:2", "release:paper", "changeset:0"):
            analyst.execute(f"set eudefence.known_at = '{known_at}'".encode())
            counts[known_at] = rows(analyst, "select count(*) from citation")[0][0]
    assert 0 == counts["changeset:0"] < counts["release:paper"] < counts["changeset:2"]


def test_two_times_in_one_query(analyst: psycopg.Connection[Any]) -> None:
    query = "select count(*) filter (where a.slug is null), count(*) from {} a full join {} b using (slug)"
    paper, later = "citation_at(null, 'release:paper')", "citation_at(null, 'changeset:2')"
    assert rows(analyst, query.format(paper, later))[0] == (
        24,
        24 + rows(analyst, f"select count(*) from {paper}")[0][0],
    )


@pytest.mark.parametrize(
    "day", ["2018", "2018-02-30", "2018-13-01", "0000-01-01", "yesterday", "1 June 2018", "2018-06-01x"]
)
def test_a_bad_day_is_refused_with_a_sentence(analyst: psycopg.Connection[Any], day: str) -> None:
    analyst.execute(f"set eudefence.valid_at = '{day}'".encode())
    with pytest.raises(psycopg.Error, match=f"Not a day: “{day}”. Write it like 2018-06-01.") as refusal:
        rows(analyst, "select * from membership")
    assert refusal.value.sqlstate == "22023"


@pytest.mark.parametrize(
    ("known_at", "sentence"),
    [
        ("changeset:99999", "There is no changeset 99999 yet"),
        ("release:none", "There is no release “none”"),
        ("last week", "Not a known time: “last week”"),
        ("2999-01-01T00:00:00Z", "Nobody knows yet"),
    ],
)
def test_a_bad_known_time_is_refused_with_a_sentence(
    analyst: psycopg.Connection[Any], known_at: str, sentence: str
) -> None:
    with pytest.raises(psycopg.Error, match=sentence):
        rows(analyst, f"select * from membership_at(null, '{known_at}')")
    analyst.execute(f"set eudefence.known_at = '{known_at}'".encode())
    with pytest.raises(psycopg.Error, match=sentence) as refusal:
        rows(analyst, "select * from membership")
    assert refusal.value.sqlstate == "22023"


@pytest.mark.parametrize("name", [name for name in RELATIONS if name not in DATED])
def test_a_day_is_refused_where_there_are_none(analyst: psycopg.Connection[Any], name: str) -> None:
    with pytest.raises(psycopg.Error, match="have no period"):
        rows(analyst, f"select * from {name}_at('2018-06-01')")


def test_a_query_prepared_earlier_obeys_the_clocks_of_now(analyst: psycopg.Connection[Any]) -> None:
    query = b"select count(*) from citation where source_slug > %s"
    counts = set()
    for known_at in ("release:paper", "changeset:2", "") * 8:
        analyst.execute(f"set eudefence.known_at = '{known_at}'".encode())
        counts.add((known_at, analyst.execute(query, [""], prepare=True).fetchone()[0]))  # type: ignore[index]
    assert len(counts) == 3

"""Statements are composed once for each shape of question; what differs between two of one shape is filled in."""

from datetime import date
from typing import Any

import pytest

from apps.chronicle import statements
from apps.chronicle.clock import pinned
from apps.chronicle.ordering import Column
from apps.chronicle.pages import Place, page
from apps.chronicle.questions import Question, bare, records, rows
from apps.chronicle.resources import RESOURCES
from apps.cooperation.models import PARTICIPATING

TAKING_PART = frozenset(PARTICIPATING)
# Questions in pairs of one shape, and the resource they are asked of.
PAIRS = {
    "day": ("memberships", Question(valid_at=date(2010, 6, 30)), Question(valid_at=date(2020, 1, 1))),
    "interval": (
        "memberships",
        Question(valid_from=date(1995, 1, 1), valid_to=date(2000, 1, 1), standings=TAKING_PART),
        Question(valid_from=date(2015, 1, 1), valid_to=date(2022, 1, 1), standings=TAKING_PART),
    ),
    "days in the first year": ("memberships", Question(valid_at=date(1, 1, 1)), Question(valid_at=date(1, 1, 2))),
    "values": (
        "memberships",
        Question(values={"actor_slug": ("poland", "france"), "target_slug": ("eurocorps",)}),
        Question(values={"actor_slug": ("norway", "norway"), "target_slug": ("edf",)}),
    ),
    "lists": (
        "partnerships",
        Question(values={"parties_slug": ("canada",)}),
        Question(values={"parties_slug": ("norway",)}),
    ),
    "words": ("actors", Question(words=("united",)), Question(words=("fran",))),
    "order": (
        "milestones",
        Question(values={"kind": ("external-shock",)}, ordering=(Column("start_earliest", descending=True),)),
        Question(values={"kind": ("founded",)}, ordering=(Column("start_earliest", descending=True),)),
    ),
}


def listed(found: Any) -> list[tuple[Any, ...]]:
    return [tuple(row.values()) for row in found]


@pytest.fixture
def composed(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What is composed from here on."""
    found: list[Any] = []
    for name in ("_composed", "_composed_by_number"):
        compose = getattr(statements, name).__wrapped__
        counted = statements.lru_cache(lambda *shape, compose=compose: (found.append(shape), compose(*shape))[1])
        monkeypatch.setattr(statements, name, counted)
    return found


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("pair", PAIRS)
def test_two_questions_of_one_shape_share_a_statement_and_each_has_its_own_answer(
    pair: str, composed: list[Any]
) -> None:
    name, *questions = PAIRS[pair]
    resource = RESOURCES[name]
    with pinned() as known:
        for question in questions:
            found = page(resource, question, Place(), 500, known.changeset)
            assert found.values == listed(rows(resource, question, found.columns)[:500])
    assert len(composed) == 1


@pytest.mark.usefixtures("seeded")
def test_pages_after_any_row_share_a_statement(composed: list[Any]) -> None:
    spells, question = RESOURCES["memberships"], Question(ordering=(Column("start_earliest"),))
    with pinned() as known:
        whole = list(rows(spells, question, bare(spells, question)))
        dated = [place for place, row in enumerate(whole) if row["start_earliest"]][:40:13]
        for place in dated:
            key = {name: whole[place][name] for name in ("start_earliest", "slug")}
            found = page(spells, question, Place(key), 5, known.changeset)
            assert found.values == listed(whole[place + 1 : place + 6])
    assert len(dated) > 1
    assert len(composed) == 1


@pytest.mark.usefixtures("seeded")
def test_records_share_a_statement_however_many_are_asked_for(composed: list[Any]) -> None:
    with pinned():
        for slugs in (["france"], ["france", "poland", "nobody"], []):
            assert set(records(RESOURCES["actors"], slugs, Question())) == set(slugs) - {"nobody"}
    assert len(composed) == 1

"""What any address answered right after a changeset is what it answers with that known time for ever."""

from collections.abc import Callable, Container, Iterable
from itertools import pairwise
from typing import Any

import pytest
from django.db import connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.api.acts import (
    ACTS,
    WRITTEN_OUT,
    Act,
    Choice,
    act,
    add_proposer,
    make_world,
    name_release,
    redate,
    rename,
)
from tests.api.endpoints import addresses, answer, newest
from tests.databases import clone, connected

Walk = Iterable[tuple[Act, Choice]]
WALKS = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 200)), min_size=4, max_size=6)
Answers = dict[str, Any]


def walked(walk: Walk, forms_at: Container[int] = ()) -> dict[int, Answers]:
    """What every address answered right after each changeset of WALK, at some in every form."""
    make_world()
    name_release()
    then: dict[int, Answers] = {}
    for step, choice in [(rename, 2), *walk]:
        act(step, choice)
        if newest() not in then:
            then[newest()] = {address: answer(address) for address in addresses(newest() in forms_at)}
    return then


def check(then: dict[int, Answers]) -> None:
    """Compared at the end: what is wrong at one number mostly shows after the next."""
    for number, found in then.items():
        for address, told in found.items():
            assert answer(address, number) == told, f"{address} at {number}"


def test_a_written_out_walk_is_known_for_ever(own_db: str) -> None:
    then = walked(WRITTEN_OUT, forms_at={9})
    assert len(then) == len(WRITTEN_OUT) + 1
    numbers = sorted(then)
    for before, after in pairwise(numbers):
        same = then[before].keys() & then[after].keys()
        assert any(then[before][a] != then[after][a] for a in same), f"changeset {after} changed no answer"
    statuses = {status for found in then.values() for status, _, _ in found.values()}
    assert {200, 308} <= statuses
    check(then)


def random_walks(name: str) -> Callable[[Walk], None]:
    def holds(walk: Walk) -> None:
        with clone(f"{name}_walk"):
            check(walked(walk))

    return holds


@pytest.mark.parametrize("examples", [1, pytest.param(200, marks=pytest.mark.slow)])
def test_any_walk_is_known_for_ever(examples: int, django_db_setup: None, django_db_blocker: Any) -> None:
    quick = settings(max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    with django_db_blocker.unblock():
        quick(given(WALKS)(random_walks(str(connections["default"].settings_dict["NAME"]))))()


TODAY = "closed = 2147483647 and not withdrawn"
GUARDS = {
    "names as known then": ("actor", TODAY),
    "parts as known then": ("proposer", TODAY),
    "nothing from later": ("membership", "closed > {known}"),
}
TAKEN_AWAY = """
    create or replace view eudefence_pinned.{name} as select * from eudefence_pinned.{name}_version where {at_session};
    create or replace function eudefence_pinned.{name}(known integer) returns setof eudefence_pinned.{name}_version
    language sql stable parallel safe begin atomic
      select * from eudefence_pinned.{name}_version where {at_known};
    end
"""


@pytest.mark.parametrize("guard", GUARDS)
def test_a_missing_guard_is_found(own_db: str, guard: str) -> None:
    name, rows = GUARDS[guard]
    words = {"at_session": rows.format(known="eudefence.pin()"), "at_known": rows.format(known="known")}
    with connected("owner") as owner:
        owner.execute(TAKEN_AWAY.format(name=name, **words).encode())
    with pytest.raises(AssertionError):
        check(walked([(rename, 4), (redate, 0), (add_proposer, 1)]))

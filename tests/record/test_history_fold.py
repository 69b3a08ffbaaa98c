"""For any sequence of writes: what was current at a number is what the tables held right after it, for ever."""

import json
from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.actors.models import Actor
from apps.cooperation.models import Membership
from tests.factories import FormatFactory, MembershipFactory
from tests.record.paths import bulk_create, copy_in, insert_sql, two_updates, update_sql, upsert
from tests.record.tables import history, number, query, rows

pytestmark = pytest.mark.django_db
MODELS = (Actor, Membership)
STARTS = ["", "2017", "2018-05", "[2016..2019]", "2020~", "2021-12-31", "2019-02-30"]
Choice = int
Snapshot = dict[str, dict[int, dict[str, Any]]]


def spell(choice: Choice) -> Membership:
    spells = list(Membership.objects.order_by("id"))
    return spells[choice % len(spells)]


def start(choice: Choice) -> str:
    return STARTS[choice % len(STARTS)]


def add(choice: Choice) -> None:
    MembershipFactory(start_edtf=start(choice), member_actor=Actor.objects.order_by("id").first(), cited=False)


def redate(choice: Choice) -> None:
    Membership.objects.filter(pk=spell(choice).pk).update(start_edtf=start(choice))


def redate_all(choice: Choice) -> None:
    query("update cooperation_membership set note = note || %s, start_edtf = %s where id %% 2 = 0", ".", start(choice))


def follow(choice: Choice) -> None:
    Membership.objects.filter(pk=spell(choice).pk).update(follows=spell(choice + 1))


def unfollow(choice: Choice) -> None:
    Membership.objects.update(follows=None)


def both_sides(choice: Choice) -> None:
    """Former and successor in one statement."""
    query("update cooperation_membership set note = 'both', start_edtf = %s", start(choice))


def withdraw(choice: Choice) -> None:
    query(
        "update cooperation_membership set withdrawn = not withdrawn, withdrawn_reason = 'x' where id = %s",
        spell(choice).pk,
    )


def rename(choice: Choice) -> None:
    actors = list(Actor.objects.all())
    for actor in actors:
        actor.name = f"Name {choice}"
    Actor.objects.bulk_update(actors, ["name"])


def nothing(choice: Choice) -> None:
    Membership.objects.update(ended=False)


def twice(choice: Choice) -> None:
    rename(choice)
    redate(choice)
    rename(choice + 1)


PATHS: list[Callable[[Choice], None]] = [
    lambda choice, path=path: path(spell(choice))  # type: ignore[misc]
    for path in (bulk_create, copy_in, insert_sql, two_updates, update_sql, upsert)
]
STEPS = [add, redate, redate_all, follow, follow, unfollow, both_sides, withdraw, rename, nothing, twice, *PATHS]
SEQUENCES = st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 30)), min_size=3, max_size=12)


def taken() -> Snapshot:
    return {model.__name__: rows(model) for model in MODELS}


def recalled(n: int) -> Snapshot:
    return {model.__name__: _current(model, n) for model in MODELS}


def _current(model: Any, n: int) -> dict[int, dict[str, Any]]:
    columns = [field.column for field in model._meta.concrete_fields]
    found = query(f"select to_jsonb(h)::text from {history(model)} h where opened <= %s and closed > %s", n, n)
    versions = [json.loads(row) for (row,) in found]
    assert len({version["id"] for version in versions}) == len(versions), f"two versions of one row at {n}"
    return {version["id"]: {column: version[column] for column in columns} for version in versions}


def write(step: Callable[[Choice], None], choice: Choice) -> None:
    """One step in a changeset of its own; what is refused leaves nothing."""
    query("select set_config('eudefence.changeset', '', true)")
    try:
        with transaction.atomic():
            step(choice)
    except (DatabaseError, psycopg.Error) as error:  # Django does not wrap what COPY raises
        cause: Any = error if isinstance(error, psycopg.Error) else error.__cause__
        if cause.sqlstate[:2] not in ("22", "23"):
            raise


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(SEQUENCES)
def test_history_folds_back_to_what_the_tables_held(sequence: list[tuple[Callable[[Choice], None], Choice]]) -> None:
    with transaction.atomic():
        target = FormatFactory(cited=False)
        for role in ("member", "observer"):
            MembershipFactory(target_format=target, role=role, cited=False)
        snapshots = {number(): taken()}
        for step, choice in sequence:
            write(step, choice)
            snapshots[number()] = taken()
        for n, snapshot in snapshots.items():
            assert recalled(n) == snapshot, f"changeset {n}"
        transaction.set_rollback(True)


def test_a_written_out_sequence_folds_back() -> None:
    """Former and successor made, redated in one statement, withdrawn and restored."""
    with transaction.atomic():
        former = MembershipFactory(start_edtf="2017", cited=False)
        snapshots = {number(): taken()}
        same = {"member_actor": former.member_actor, "target_format": former.target_format, "follows": former}
        successor = MembershipFactory(**same, start_edtf="2019", cited=False)
        snapshots[number()] = taken()
        for step, choice in [(both_sides, 2), (withdraw, 1), (redate, 11), (withdraw, 1), (redate, 5)]:
            write(step, choice)
            snapshots[number()] = taken()
        former.refresh_from_db()
        successor.refresh_from_db()
        assert former.followed_from == successor.start_edtf == "2021-12-31"
        assert len(snapshots) >= 5
        for n, snapshot in snapshots.items():
            assert recalled(n) == snapshot, f"changeset {n}"
        transaction.set_rollback(True)

"""Filling the database of made-up records: rows, and in bulk the history that their triggers would write one by one."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from apps.actors.models import Actor, ActorCitation
from apps.cooperation.models import CooperationCitation, Format, Membership
from apps.curation.synthesis import rows
from apps.record.models.versioned import CURRENT
from apps.sources.models import Source

PERIOD = ("start_edtf", "end_edtf", "ended", "start_earliest", "start_latest", "end_earliest", "end_latest")
RANGES = ("possibly", "certainly")
Say = Callable[[str], Any]


@dataclass(frozen=True)
class Size:
    """How much is made up: so many memberships, each with so many versions; the rest in proportion."""

    memberships: int
    versions: int

    @property
    def run(self) -> int:
        """Changesets in which every record gets one version: some 500 memberships each, but no fewer than ten."""
        return max(10, self.memberships // 500)

    def numbers(self) -> dict[str, int]:
        formats = max(200, self.memberships // 60)
        return {
            "memberships": self.memberships,
            "versions": self.versions,
            "actors": max(30, self.memberships // 150),
            "formats": formats,
            "large": max(15, formats // 100),
            "run": self.run,
            "changesets": self.run * self.versions,
        }


def fill(size: Size, say: Say) -> None:
    """Fill an empty database that was just migrated; the owner's connection must point at it."""
    with transaction.atomic(), connection.cursor() as cursor, _at_rest(cursor):
        cursor.execute("set local eudefence.rewrite_history = 'on'")
        for statement in (
            rows.CHANGESETS,
            rows.CLOCK,
            rows.RELEASES,
            rows.PERIODS,
            rows.SOURCE,
            rows.ACTORS,
            rows.FORMATS,
        ):
            cursor.execute(statement, size.numbers())
        say("memberships ...")
        cursor.execute(rows.MEMBERSHIPS, size.numbers())
        for model, kind in ((ActorCitation, Actor), (CooperationCitation, Format), (CooperationCitation, Membership)):
            names = {"citations": model._meta.db_table, "kind": kind._meta.model_name, "facts": kind._meta.db_table}
            cursor.execute(rows.CITATIONS.format(**names))
        say("their history ...")
        for model, values in _written(size).items():
            cursor.execute(_history(model, size, **values))
    with connection.cursor() as cursor:
        say("statistics ...")
        cursor.execute("vacuum analyze")


def _written(size: Size) -> dict[Any, dict[str, Any]]:
    """Each model, and what its versions have otherwise than its rows. Things are known from the first changeset on."""
    versions, earlier = {"version": "v"}, f"v < {size.versions}"
    named = versions | {"name": f"case when {earlier} then name || ', as of version ' || v else name end"}
    dates = {name: f"case when {earlier} then p.{name} else r.{name} end" for name in (*PERIOD, *RANGES)}
    dated = versions | dates | {"note": "'Version ' || v"}
    joined = f"left join period p on {earlier} and p.p = (r.id * 31 + v * 17) % 2100"
    return {
        Source: {"versions": 1},
        Actor: {"changes": named, "first": 1},
        Format: {"changes": named, "first": 1},
        Membership: {"changes": dated, "joined": joined},
        ActorCitation: {"versions": 1},
        CooperationCitation: {"versions": 1},
    }


def _history(
    model: Any,
    size: Size,
    *,
    changes: dict[str, str] | None = None,
    versions: int = 0,
    first: int = 0,
    joined: str = "",
) -> str:
    columns = [field.column for field in model._meta.concrete_fields]
    opened, following = (
        rows.OPENED.format(version=version, run=size.run, record="id").replace("%%", "%")
        for version in ("v", "(v + 1)")
    )
    if versions == 1:
        opened = "1"
    elif first:
        opened = f"case v when 1 then {first} else {opened} end"
    return rows.HISTORY.format(
        history=model.history.model._meta.db_table,
        facts=model._meta.db_table,
        columns=", ".join(columns),
        values=", ".join((changes or {}).get(column, f"r.{column}") for column in columns),
        opened=opened,
        next=following,
        versions=versions or size.versions,
        current=CURRENT,
        joined=joined,
    )


@contextmanager
def _at_rest(cursor: Any) -> Iterator[None]:
    """The triggers of tables with a history do not fire meanwhile; afterwards they stand exactly as they did."""
    cursor.execute(
        "select tgrelid::regclass::text, tgname, tgenabled from pg_trigger"
        " where not tgisinternal and tgrelid::regclass::text = any(%s)",
        [[model._meta.db_table for model in (Source, Actor, Format, Membership, ActorCitation, CooperationCitation)]],
    )
    triggers = cursor.fetchall()
    for table, name, _ in triggers:
        cursor.execute(f'alter table {table} disable trigger "{name}"')
    yield
    cursor.execute("set constraints all immediate")
    for table, name, enabled in triggers:
        cursor.execute(f'alter table {table} enable {"always" if enabled == "A" else ""} trigger "{name}"')

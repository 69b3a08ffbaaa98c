"""Many writers at once: no contradiction gets in, nobody deadlocks, and what was read at a number stays so."""

import random
import threading
from collections import Counter
from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction

from apps.record.actions import lock, publish
from apps.record.changesets import lock_the_clock
from apps.record.models import Verb
from apps.sources.models import Source
from tests.databases import connected
from tests.factories import ActorFactory, FormatFactory, SourceFactory
from tests.record.tables import query

WRITERS, BATCH = 8, 25
MEMBERSHIP = """
insert into cooperation_membership (slug, member_actor_slug, target_format_slug, role, standing, followed_from,
  start_edtf, end_edtf, ended, start_reason, end_reason, note, version, withdrawn, withdrawn_reason)
values (%(slug)s, %(member)s, 'target', 'member', %(standing)s, '', %(start)s, %(end)s, false, '', '', '', 1, false, '')
"""
CITATION = """
insert into cooperation_cooperationcitation (slug, source_slug, stance, locator, footnote, as_printed,
  asserted_start, asserted_end, note, membership_slug, version, withdrawn, withdrawn_reason)
values (%(slug)s, 'paper', 'supports', '', '', '', '', '', '', %(slug)s, 1, false, '')
"""
OVERLAPS = """
select count(*) from cooperation_membership a join cooperation_membership b
    on (a.member_slug, a.target_slug, a.role) = (b.member_slug, b.target_slug, b.role) and a.id < b.id
   and a.certainly && b.certainly where not a.withdrawn and not b.withdrawn
"""
AT = """
select md5(coalesce(string_agg(slug || start_edtf || end_edtf || standing, '|' order by slug), ''))
  from cooperation_historicalmembership where opened <= %s and closed > %s
"""


@pytest.fixture
def stage(own_db: str) -> None:
    with transaction.atomic():
        SourceFactory(slug="paper")
        FormatFactory(slug="target", start_edtf="1900")
        for member in range(6):
            ActorFactory(slug=f"member-{member}")


def together(*works: Callable[[], None]) -> None:
    """Run WORKS at once; raise what any of them raised."""
    errors: list[BaseException] = []

    def run(work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]


class Writer:
    """One login that tries conflicting memberships, several in a transaction."""

    def __init__(self, number: int, attempts: int, outcomes: Counter[str]) -> None:
        self.number, self.attempts, self.outcomes = number, attempts, outcomes
        self.random = random.Random(number)

    def __call__(self) -> None:
        with connected("app") as login:
            for batch in range(self.attempts // BATCH):
                with login.transaction():
                    for attempt in range(BATCH):
                        self.outcomes[self.attempt(login, f"w{self.number}-{batch}-{attempt}")] += 1

    def attempt(self, login: psycopg.Connection[Any], slug: str) -> str:
        """The SQLSTATE of the refusal, or "added"."""
        start = self.random.randint(1950, 2020)
        row = {
            "slug": slug,
            "member": f"member-{self.random.randrange(6)}",
            "standing": self.random.choice(["in-force", "signed"]),
            "start": str(start),
            "end": str(start + self.random.randint(1, 10)),
        }
        try:
            with login.transaction():
                login.execute(MEMBERSHIP, row)
                login.execute(CITATION, row)
                login.execute("set constraints all immediate")
                login.execute("set constraints all deferred")
        except psycopg.Error as error:
            return str(error.sqlstate)
        return "added"


class Reader:
    """One login that pins the newest number and keeps what it read there."""

    def __init__(self, done: threading.Event) -> None:
        self.done, self.answers, self.numbers = done, dict[int, str](), list[int]()

    def __call__(self) -> None:
        with connected("app") as login:
            while not self.done.is_set():
                self.numbers.append(one(login, "select number from record_clock"))
                n = self.numbers[-1]
                self.answers[n] = one(login, AT, [n, n])


def one(login: psycopg.Connection[Any], statement: str, parameters: Any = None) -> Any:
    found = login.execute(statement.encode(), parameters).fetchone()
    assert found is not None
    return found[0]


@pytest.mark.parametrize("attempts", [1000, pytest.param(10_000, marks=pytest.mark.slow)])
def test_writers_at_once_leave_no_overlap_no_deadlock_no_gap_and_no_answer_that_changes(
    stage: None, attempts: int
) -> None:
    outcomes: Counter[str] = Counter()
    done = threading.Event()
    readers = [Reader(done), Reader(done)]
    writers = [Writer(number, attempts // WRITERS, outcomes) for number in range(WRITERS)]

    def write() -> None:
        try:
            together(*writers)
        finally:
            done.set()

    together(write, *readers)
    # 23P01: it overlaps; 23505: the very same spell is there.
    assert {"added", "23P01"} <= set(outcomes) <= {"added", "23P01", "23505"}
    assert outcomes.total() == attempts // WRITERS // BATCH * BATCH * WRITERS
    assert query(OVERLAPS) == [(0,)]
    for reader in readers:
        assert len(reader.answers) > 3
        assert reader.numbers == sorted(reader.numbers)
        for n, answer in reader.answers.items():
            assert query(AT, n, n) == [(answer,)], f"the answer at {n} changed"
    changesets = query("select number, instant from record_changeset order by number")
    assert [number for number, _ in changesets] == list(range(1, len(changesets) + 1))
    assert sorted(instant for _, instant in changesets) == [instant for _, instant in changesets]


def test_whoever_locks_a_row_through_the_actions_never_deadlocks(stage: None) -> None:
    """Two rows, locked in either order, then both written."""
    with transaction.atomic():
        rows = [SourceFactory(slug="a"), SourceFactory(slug="b")]

    def edit(order: list[Source]) -> Callable[[], None]:
        def work() -> None:
            for round_ in range(15):
                with transaction.atomic():
                    for row in order:
                        locked = locked_now(row)
                        locked.note = f"{threading.get_ident()} {round_}"
                        publish(rows=[locked], reason="", verb=Verb.CORRECT)

        return work

    together(*[edit(order) for order in (rows, rows[::-1], rows, rows[::-1])])
    assert {row.version for row in Source.objects.filter(slug__in=["a", "b"])} == {61}


def locked_now(row: Source) -> Any:
    """The row locked, whatever its version is by then."""
    lock_the_clock()
    return lock(row, version=Source.objects.get(pk=row.pk).version)

"""The whole of an import: the tables take all lines as one changeset, or it is told of each line why not."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from django.db import DatabaseError, connection, transaction

from apps.curation.spells import rules, rules_between, staging, writing
from apps.curation.spells.progress import Progress
from apps.curation.spells.reading import rows, size
from apps.curation.spells.refusing import Refusal, Refused
from apps.curation.spells.rules_between import broken
from apps.record.changesets import changeset, lock_the_clock
from apps.record.models import Verb
from apps.record.refusals import check_deferred, explained


@dataclass(frozen=True)
class Imported:
    """How many spells were added, and the changeset that they are."""

    spells: int
    number: int | None


def import_spells(*, file: Path, user: Any, reason: str, progress: Progress) -> Imported:
    """Add the spells of FILE, each with its citation, as one changeset of USER's, or nothing at all.

    Raises Refused with everything that is wrong, and ValidationError while somebody else writes.
    """
    with progress, explained(), changeset(reason=reason, verb=Verb.ADD, user=user) as opened:
        lock_the_clock()
        with connection.cursor() as cursor:
            cursor.execute("set local statement_timeout = 0")
        count, last = _stage(file, progress)
        try:
            _write(count, last, progress)
        except DatabaseError as refusal:
            if wrong := _closely(progress):
                raise _refused(count, wrong) from refusal
            raise
    return Imported(count, opened.number)


def _stage(file: Path, progress: Progress) -> tuple[int, int]:
    """How many spells FILE has, and its last line, once they stand in the staging table and nothing is plainly wrong.

    If something is, it is told together with all else that is.
    """
    wrong: list[Refusal] = []
    count, last = staging.copy_in(rows(file, wrong.append, progress.of("reading", size(file))))
    if not count:
        raise Refused(f"{file} has no lines below its first, which names the columns.")
    wrong += _checked([rules.dates, rules.references], progress)
    if wrong:
        raise _refused(count, wrong + _closely(progress))
    return count, last


def _write(count: int, last: int, progress: Progress) -> None:
    """Insert what is staged. Whether it can be is for the tables to say: to ask first would take as long again."""
    with transaction.atomic():
        writing.name()
        writing.write(count, last, progress.of("writing", count))
        progress.say("checking what waits for the commit")
        check_deferred()


def _closely(progress: Progress) -> list[Refusal]:
    """Every line that the tables would refuse, and why."""
    return _checked([rules.checks, *(partial(broken, rule) for rule in rules_between.RULES)], progress)


def _checked(steps: list[Callable[[], list[Refusal]]], progress: Progress) -> list[Refusal]:
    found, done = [], progress.of("checking", len(steps))
    for number, step in enumerate(steps, 1):
        found += step()
        done(number)
    return found


def _refused(count: int, refusals: list[Refusal]) -> Refused:
    wrong = len({refusal.line for refusal in refusals})
    return Refused(f"{wrong:,} of {count:,} lines cannot be taken.", refusals)

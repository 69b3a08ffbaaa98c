"""The whole of an import: everything is checked before anything is written, and all is one changeset."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from django.db import connection

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
        writing.name()
        writing.write(count, last, progress.of("writing", count))
        progress.say("checking what waits for the commit")
        check_deferred()
    return Imported(count, opened.number)


def _stage(file: Path, progress: Progress) -> tuple[int, int]:
    """How many spells FILE has, and its last line, once they stand in the staging table and nothing is wrong."""
    refusals: list[Refusal] = []
    count, last = staging.copy_in(rows(file, refusals.append, progress.of("reading", size(file))))
    if not count:
        raise Refused(f"{file} has no lines below its first, which names the columns.")
    steps: list[Callable[[], list[Refusal]]] = [rules.dates, rules.references, rules.checks]
    steps += [partial(broken, rule) for rule in rules_between.RULES]
    done = progress.of("checking", len(steps))
    for number, step in enumerate(steps, 1):
        refusals += step()
        done(number)
    if refusals:
        wrong = len({refusal.line for refusal in refusals})
        raise Refused(f"{wrong:,} of {count:,} lines cannot be taken.", refusals)
    return count, last

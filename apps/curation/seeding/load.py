"""Loading folders: what is missing is added, in one transaction; what is there is left alone, unless corrected."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter

from django.db import DatabaseError, transaction

from apps.curation.seeding.changesets import changesets_of, name_release
from apps.curation.seeding.corrections import Correction, Past
from apps.curation.seeding.folders import Folder
from apps.curation.seeding.known import Known
from apps.curation.seeding.records import validate
from apps.curation.seeding.refusals import Saved, fields_of, rows_of, sentence_of
from apps.curation.seeding.rows import Refused, Row
from apps.record.changesets import changeset, doing, lock_the_clock
from apps.record.models import Verb, Versioned
from apps.record.refusals import check_deferred, explained


@dataclass
class Loaded:
    """What became of one folder: rows added by model, left as they are, or left out with what is withdrawn.

    And rows of earlier folders: corrected, or kept since a person changed them.
    """

    name: str
    number: int | None = None
    added: Counter[str] = field(default_factory=Counter)
    left: int = 0
    left_out: int = 0
    corrected: int = 0
    kept: int = 0
    release: str = ""


def load(folders: Iterable[Folder]) -> list[Loaded]:
    """Add what FOLDERS hold and the database does not, each folder as one changeset, or nothing at all.

    Raises Refused at the first row that cannot be added; ValidationError while somebody else writes.
    """
    folders = list(folders)
    with explained(), transaction.atomic():
        lock_the_clock()
        known = Known()
        return [_load(folder, folders, known) for folder in folders]


def _load(folder: Folder, folders: list[Folder], known: Known) -> Loaded:
    missing = [row for row in folder.rows if row.key not in known]
    known.expect(missing)
    loaded = Loaded(folder.name, left=len(folder.rows) - len(missing))
    due = _due(folder, folders, known, loaded)
    with changeset(reason=folder.reason, verb=Verb.SEED, author=folder.author) as opened:
        # Corrections first: what is new may need an older spell to end no more, or another to follow it no longer.
        rows = [*due, *_in_order(missing)]
        saved = [(row, _save(row)) for row in rows if _is_wanted(row, known, loaded)]
        _check_at_last(folder, saved)
    loaded.number = opened.number
    loaded.corrected = sum(isinstance(row, Correction) for row, _ in saved)
    loaded.added = Counter(
        str(row.model._meta.verbose_name_plural) for row, _ in saved if not isinstance(row, Correction)
    )
    loaded.release = name_release(folder, opened.number)
    return loaded


def _due(folder: Folder, folders: list[Folder], known: Known, loaded: Loaded) -> list[Correction]:
    """The corrections that were not made yet, of rows that no person changed."""
    if not folder.corrections:
        return []
    for correction in folder.corrections:
        known.check_is_there(correction, correction.corrected)
    past = Past(folder.corrections, changesets_of([folder]), changesets_of(folders))
    due = [correction for correction in folder.corrections if not past.was_made(correction)]
    free = [correction for correction in due if not past.was_changed_by_a_person(correction)]
    loaded.left += len(folder.corrections) - len(due)
    loaded.kept = len(due) - len(free)
    return free


def _in_order(rows: list[Row]) -> list[Row]:
    """ROWS so that what is referred to comes first, and else as they stand."""
    by_key = {row.key: row for row in rows}
    order = TopologicalSorter(
        {key: [k for k in row.references().values() if k in by_key] for key, row in by_key.items()}
    )
    try:
        return [by_key[key] for key in order.static_order()]
    except CycleError as error:
        circle = [by_key[key] for key in error.args[1]]
        circle[0].refuse(f"These refer to each other in a circle: {', '.join(row.where for row in circle)}.")


def _is_wanted(row: Row, known: Known, loaded: Loaded) -> bool:
    known.check_references(row)
    withdrawn = known.is_withdrawn_with(row)
    known.add(row, withdrawn=withdrawn)
    loaded.left_out += withdrawn
    return not withdrawn


def _save(row: Row) -> Versioned:
    record = row.record()
    validate(row, record)
    try:
        with doing(row.verb):
            record.save()
    except DatabaseError as error:
        row.refuse(sentence_of(error), *fields_of(row, error))
    return record


def _check_at_last(folder: Folder, saved: Saved) -> None:
    """Have the constraints that wait for the commit speak while it is known what was loaded."""
    try:
        check_deferred()
    except DatabaseError as error:
        rows = rows_of(saved, error)
        if not rows:
            raise Refused(f"{folder.name}: {sentence_of(error)}") from error
        others = "".join(f" The other: {row.where}." for row in rows[:-1])
        rows[-1].refuse(sentence_of(error) + others, *fields_of(rows[-1], error))

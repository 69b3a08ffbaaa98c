"""Loading folders: what is missing is added, in one transaction; what is there is left alone."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from apps.curation.seeding.folders import HEADER, Folder
from apps.curation.seeding.known import Known
from apps.curation.seeding.records import record_of, validate
from apps.curation.seeding.refusals import Saved, fields_of, rows_of, sentence_of
from apps.curation.seeding.rows import Refused, Row
from apps.record.changesets import changeset, lock_the_clock
from apps.record.models import Changeset, Release, Verb, Versioned
from apps.record.refusals import check_deferred, explained


@dataclass
class Loaded:
    """What became of one folder: rows added by model, left as they are, or left out with what is withdrawn."""

    name: str
    number: int | None = None
    added: Counter[str] = field(default_factory=Counter)
    left: int = 0
    left_out: int = 0
    release: str = ""


def load(folders: Iterable[Folder]) -> list[Loaded]:
    """Add what FOLDERS hold and the database does not, each folder as one changeset, or nothing at all.

    Raises Refused at the first row that cannot be added; ValidationError while somebody else writes.
    """
    with explained(), transaction.atomic():
        lock_the_clock()
        known = Known()
        return [_load(folder, known) for folder in folders]


def _load(folder: Folder, known: Known) -> Loaded:
    missing = [row for row in folder.rows if row.key not in known]
    loaded = Loaded(folder.name, left=len(folder.rows) - len(missing))
    with changeset(reason=folder.reason, verb=Verb.SEED, author=folder.author) as opened:
        saved = [(row, _save(row)) for row in _in_order(missing) if _is_wanted(row, known, loaded)]
        _check_at_last(folder, saved)
    loaded.number = opened.number
    loaded.added = Counter(str(row.model._meta.verbose_name_plural) for row, _ in saved)
    loaded.release = _name_release(folder, opened.number)
    return loaded


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
    record = record_of(row)
    validate(row, record)
    try:
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


def _name_release(folder: Folder, number: int | None) -> str:
    """Name the folder's changeset, unless the name is taken: a release never changes."""
    name = folder.release.get("name")
    if not name or Release.objects.filter(name=name).exists():
        return ""
    ours = Changeset.objects.filter(author=folder.author, reason=folder.reason).order_by("number")
    number = number or ours.values_list("number", flat=True).last()
    place = f"{folder.name}/{HEADER}, release “{name}”"
    if number is None:
        raise Refused(f"{place}: there is no changeset to name, since the folder adds nothing.")
    release = Release(changeset_id=number, **folder.release)
    try:
        release.full_clean()
    except ValidationError as error:
        raise Refused(f"{place}: {' '.join(error.messages)}") from error
    release.save()
    return name

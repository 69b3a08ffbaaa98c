"""What a file would do to the record, line by line; and doing it."""

from dataclasses import dataclass, field
from typing import Any

import tablib
from django.core.exceptions import ValidationError
from import_export.results import RowResult

from apps.curation.importing.resource import RecordRows
from apps.record.models import Verb

NEW, CHANGED, SAME, WRONG = "new", "changed", "same", "wrong"
OUTCOMES = {
    RowResult.IMPORT_TYPE_NEW: NEW,
    RowResult.IMPORT_TYPE_UPDATE: CHANGED,
    RowResult.IMPORT_TYPE_SKIP: SAME,
}


@dataclass(frozen=True)
class Seen:
    """One cell: what is published, what the file says, and what is wrong with that."""

    column: str
    before: str
    after: str
    refusals: list[str] = field(default_factory=list)

    @property
    def differs(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True)
class Line:
    """One line of the file: what it would do, its cells, and what refuses it as a whole."""

    number: int
    slug: str
    outcome: str
    cells: list[Seen]
    refusals: list[str]

    @property
    def is_writable(self) -> bool:
        return self.outcome in (NEW, CHANGED)


def lines_of(model_admin: Any, request: Any, batch: Any, *, verb: Verb, only: set[int] | None = None) -> list[Line]:
    """Write the rows of BATCH, or those numbered in ONLY, within the changeset that is open; what became of each.

    A row that is refused is not written, and says why.
    """
    rows = [row for number, row in _numbered(batch) if only is None or number in only]
    numbers = [number for number, _ in _numbered(batch) if only is None or number in only]
    data = tablib.Dataset(*rows, headers=batch.columns)
    resource = RecordRows(model_admin, request, verb, together=True)
    done = resource.import_data(data, use_transactions=False, raise_errors=False)
    if not resource.write_together(done):
        resource = RecordRows(model_admin, request, verb, together=False)
        done = resource.import_data(data, use_transactions=False, raise_errors=False)
    return [
        _line(number, resource, dict(zip(batch.columns, row, strict=True)), result)
        for number, row, result in zip(numbers, rows, done.rows, strict=True)
    ]


def check(lines: list[Line]) -> None:
    """Raises ValidationError if one of LINES was refused: what was chosen is written whole or not at all."""
    wrong = [line for line in lines if line.outcome == WRONG]
    if wrong:
        cells = (f"line {line.number}: {text}" for line in wrong for text in _all_refusals(line))
        raise ValidationError(["Nothing was written.", *cells])


def _numbered(batch: Any) -> list[tuple[int, list[str]]]:
    """The rows with the numbers they have in the file, whose first names the columns."""
    return list(enumerate(batch.rows, 2))


def _line(number: int, resource: RecordRows, row: dict[str, str], result: Any) -> Line:
    refusals = _refusals(result)
    columns = [*resource.fields, *resource.evidence.fields]
    if result.is_invalid() or result.is_error():
        cells = [Seen(name, "", text, refusals.pop(name, [])) for name, text in row.items() if text or name in refusals]
        missing = [Seen(name, "", "", refusals.pop(name)) for name in columns if name in refusals]
        whole = [text for texts in refusals.values() for text in texts]
        return Line(number, row.get("slug", ""), WRONG, [*cells, *missing], whole)
    pairs = zip(resource.fields, result.diff, strict=True)
    cells = [Seen(name, *pair) for name, pair in pairs if pair[0] != pair[1] and name in row and name != "slug"]
    if getattr(result.instance, "citation", None):
        cells += [Seen(name, "", row[name]) for name in resource.evidence.fields if row.get(name)]
    return Line(number, result.instance.slug, OUTCOMES[result.import_type], cells, [])


def _refusals(result: Any) -> dict[str, list[str]]:
    if result.is_invalid():
        said = result.validation_error
        return said.message_dict if hasattr(said, "error_dict") else {"": said.messages}
    if result.is_error():
        return {"": [str(error.error) for error in result.errors]}
    return {}


def _all_refusals(line: Line) -> list[str]:
    return [*line.refusals, *(f"{cell.column} {text}" for cell in line.cells for text in cell.refusals)]

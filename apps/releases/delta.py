"""What a release has that the one before had not: as lines, as counts, and in words."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from apps.chronicle import lines
from apps.chronicle.clock import Known, pinned
from apps.chronicle.difference import Difference, in_batches
from apps.chronicle.exports import patient
from apps.chronicle.resources import RESOURCES, Resource
from apps.chronicle.shapes import shape
from apps.releases.tables import TABLES

FILE = "delta.ndjson"
OPERATIONS = ("added", "changed", "withdrawn")
NAMES = {table.resource.name: table.name for table in TABLES}
Counts = dict[str, dict[str, int]]


def write_delta(file: Path, before: int | None, after: int) -> Counts:
    """Write to FILE what is otherwise at changeset AFTER; counts by resource and operation. The first has none."""
    counts: Counter[tuple[str, str]] = Counter()
    with file.open("wb") as stream, pinned():
        patient()
        found = in_batches(Known(before, None), Known(after, None)) if before is not None else iter(())
        for difference in found:
            edits = list(_edits(difference))
            counts.update((difference.resource.name, edit["operation"]) for edit in edits)
            stream.write(lines.objects(edits))
    return {name: {each: counts[name, each] for each in OPERATIONS} for name in NAMES if _is_in(name, counts)}


def in_words(previous: str | None, counts: Counts) -> str:
    """A sentence, such as: Since release paper, 31 citations and 14 sources were added; 1 link was withdrawn."""
    if previous is None:
        return "The first release: there is none before it to differ from."
    told = [_told(operation, counts) for operation in OPERATIONS]
    return f"Since release {previous}, {'; '.join(filter(None, told)) or 'nothing has changed'}."


def _edits(difference: Difference) -> Iterator[dict[str, Any]]:
    """One object for each record, with its rows as they stand in the files of either release."""
    resource = difference.resource
    for row in difference.added:
        yield _edit(resource, "added", None, row)
    for edited in difference.changed:
        yield _edit(resource, "changed", edited.before, edited.after) | {"columns": edited.columns}
    for row in difference.withdrawn:
        yield _edit(resource, "withdrawn", row, None)


def _edit(resource: Resource, operation: str, before: Any, after: Any) -> dict[str, Any]:
    head = {"table": NAMES[resource.name], "slug": (after or before)["slug"], "operation": operation}
    rows = {"before": before, "after": after}
    return head | {key: row and shape(resource, row) for key, row in rows.items()}


def _is_in(name: str, counts: Counter[tuple[str, str]]) -> bool:
    return any(counts[name, each] for each in OPERATIONS)


def _told(operation: str, counts: Counts) -> str:
    found = {name: by[operation] for name, by in counts.items() if by[operation]}
    things = [f"{count:,} {_noun(name, count)}" for name, count in found.items()]
    return f"{_listed(things)} {'was' if sum(found.values()) == 1 else 'were'} {operation}" if things else ""


def _noun(name: str, count: int) -> str:
    return (RESOURCES[name].kind if count == 1 else name).replace("-", " ")


def _listed(parts: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(parts[:-1]), parts[-1]]))

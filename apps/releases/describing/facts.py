"""What the descriptions of a release have in common."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from apps.chronicle.shapes import instant
from apps.record.models import Release
from apps.releases import delta
from apps.releases.tables import TABLES
from apps.releases.writing import SQLITE

PUBLISHER = "eudefence"
SUBJECT = "the reference database of the European defence architecture"
KEYWORDS = ("European defence", "PESCO", "NATO", "European Union", "memberships", "bitemporal", "EDTF")
LICENCE_NAME, LICENCE_TITLE = "CC-BY-4.0", "Creative Commons Attribution 4.0 International"
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
FORMS = {"csv": "CSV", "ndjson": "one JSON object in each line", "parquet": "Parquet"}


@dataclass(frozen=True)
class Described:
    """A release whose rows are written: what its descriptions say of it."""

    name: str
    title: str
    note: str
    changeset: int
    known_at: datetime
    named_at: datetime
    previous: str | None
    rows: dict[str, int]
    changes: delta.Counts

    @property
    def words(self) -> str:
        return delta.in_words(self.previous, self.changes)

    @property
    def summary(self) -> str:
        return self.note or f"The record of {SUBJECT} at changeset {self.changeset}, all facts and all standings."

    @property
    def reference(self) -> str:
        """What to write in a query for the same rows."""
        return f"release:{self.name}"

    @property
    def known_at_text(self) -> str:
        return instant(self.known_at)


def described(release: Release, before: Release | None, rows: dict[str, int], changes: delta.Counts) -> Described:
    return Described(
        release.name, release.title, release.note, release.changeset_id, release.changeset.instant, release.named_at,
        before.name if before else None, rows, changes,
    )  # fmt: skip


def titles() -> dict[str, str]:
    """What each file of rows is, in a few words."""
    found = {f"{table.name}.{ending}": f"{table.name}, {form}" for table in TABLES for ending, form in FORMS.items()}
    return found | {SQLITE: "All tables in one SQLite database", delta.FILE: "What changed since the release before"}


def size(file: Path) -> int:
    return file.stat().st_size

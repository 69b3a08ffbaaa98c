"""Fixture folders: each is one changeset, with its header, its rows and its corrections of earlier ones."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from apps.curation.seeding.corrections import Correction
from apps.curation.seeding.files import content_of, corrections_of, name_of, rows_of
from apps.curation.seeding.records import check
from apps.curation.seeding.rows import Key, Refused, Row

HEADER = "changeset.yaml"
CORRECTIONS = "corrections.yaml"


@dataclass(frozen=True)
class Folder:
    """Who adds and corrects what and why, and the release that names the changeset."""

    name: str
    author: str
    reason: str
    release: dict[str, str]
    rows: list[Row]
    corrections: list[Correction]


def read(place: Path) -> list[Folder]:
    """The folders in PLACE, in the order of their names. Raises Refused."""
    paths = sorted(path for path in place.iterdir() if path.is_dir()) if place.is_dir() else []
    if not paths:
        raise Refused(f"{place} holds no folders with fixtures.")
    folders = [_folder(path) for path in paths]
    _refuse_twins(row for folder in folders for row in folder.rows)
    return folders


def _folder(path: Path) -> Folder:
    file = path / HEADER
    if not file.is_file():
        raise Refused(f"{name_of(file)} is missing: it names the author and the reason of the changeset.")
    header = _texts(name_of(file), content_of(file), {"author", "reason"}, apart="release")
    release = header.get("release")
    if release is not None:
        _texts(f"{name_of(file)}, release", release, {"name", "title"}, also={"note"})
    files = sorted(found for found in path.glob("*.yaml") if found.name not in (HEADER, CORRECTIONS))
    rows = [row for found in files for row in rows_of(found)]
    corrections = corrections_of(path / CORRECTIONS) if (path / CORRECTIONS).is_file() else []
    for row in [*rows, *corrections]:
        check(row)
    for correction in corrections:
        check(correction.before())
    _refuse_twins(corrections)
    return Folder(path.name, header["author"], header["reason"], release or {}, rows, corrections)


def _texts(place: str, content: Any, wanted: set[str], also: Iterable[str] = (), apart: str = "") -> dict[str, Any]:
    """CONTENT, if it is a mapping with all the WANTED texts, and no others than ALSO and APART."""
    if not isinstance(content, dict):
        raise Refused(f"{place}: {', '.join(sorted(wanted))} are wanted, each on its own line.")
    for name in sorted(wanted - {key for key, value in content.items() if value}):
        raise Refused(f"{place}: “{name}” is missing.")
    for name, value in content.items():
        if name not in {*wanted, *also, apart}:
            raise Refused(f"{place}: there is no “{name}”.")
        if name != apart and not isinstance(value, str):
            raise Refused(f"{place}: {name} {value!r}: text is wanted; put it in quotes.")
    return content


def _refuse_twins(rows: Iterable[Row]) -> None:
    seen: dict[Key, Row] = {}
    for row in rows:
        first = seen.setdefault(row.key, row)
        if first is not row:
            row.refuse(f"The same {row.model._meta.verbose_name} stands already in {first.place}.")

"""A CSV file of spells, line by line: each cell as the database takes it, and what cannot be taken."""

import csv
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from apps.cooperation.models import CooperationCitation, Membership
from apps.curation.importing.cells import EVIDENCE, NOT_IMPORTED, truth
from apps.curation.importing.reading import check_names
from apps.curation.spells.refusing import Refusal, Refused, cell
from apps.record.pending.captured import written
from apps.temporal.fields import EdtfField
from apps.temporal.typed import understand

LETTERS = 10_000  # in one cell
Row = tuple[int, list[Any]]


@cache
def columns() -> dict[str, Any]:
    """The columns that a file may have, with their fields: those of the page that imports a few records."""
    spell = {field.name: field for field in written(Membership) if field.name not in NOT_IMPORTED}
    return spell | {name: CooperationCitation._meta.get_field(name) for name in EVIDENCE}


def size(path: Path) -> int:
    """How many bytes are to be read. Raises Refused."""
    try:
        return path.stat().st_size
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}.") from error


def rows(path: Path, refuse: Callable[[Refusal], None], seen: Callable[[int], None]) -> Iterator[Row]:
    """The number of each line and its values, in the order of `columns`; SEEN is told how many bytes were read.

    Raises Refused if the file is no table of spells at all.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from _rows(file, refuse, seen)
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise Refused(f"{path} is not text in UTF-8. Save it as CSV, UTF-8.") from error


def _rows(file: Any, refuse: Callable[[Refusal], None], seen: Callable[[int], None]) -> Iterator[Row]:
    csv.field_size_limit(LETTERS)
    head = file.readline()
    delimiter = max(",;\t", key=head.count)
    names = _names(next(csv.reader([head], delimiter=delimiter), []))
    take = _taker(names)
    reader = csv.reader(file, delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 2
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise Refused(f"Line {line} cannot be read as CSV: {error}. Is a quote not closed?") from error
        if cells is None:
            return
        if not any(cells):
            continue
        if len(cells) != len(names):
            refuse(Refusal(line, "", f"{len(cells)} cells, and {len(names)} columns. Is a comma outside quotes?"))
        yield line, take(line, cells, refuse)
        if not line % 500:
            seen(file.buffer.tell())


def _names(head: list[str]) -> list[str]:
    names = [name.strip().lower().replace(" ", "_") for name in head]
    if not names:
        raise Refused("The file is empty: its first line names the columns.")
    try:
        check_names(names, list(columns()))
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from error
    return names


def _taker(names: list[str]) -> Callable[[int, list[str], Callable[[Refusal], None]], list[Any]]:
    """From the cells of a line to its values; a column that the file does not have is as if it were empty."""
    places = {name: place for place, name in enumerate(names)}
    plan = [(name, places.get(name), *_meaning(field)) for name, field in columns().items()]

    def take(line: int, cells: list[str], refuse: Callable[[Refusal], None]) -> list[Any]:
        found = []
        for name, place, empty, read in plan:
            text = cells[place].strip() if place is not None and place < len(cells) else ""
            try:
                found.append(read(text) if text else empty)
            except ValueError as error:
                refuse(Refusal(line, cell(name, text), str(error)))
                found.append(empty)
        return found

    return take


def _meaning(field: Any) -> tuple[Any, Callable[[str], Any]]:
    """What an empty cell of FIELD stands for, and how another is read: ValueError says what is wrong with it."""
    if isinstance(field, models.ForeignKey) or field.name == "slug":
        return None, _text
    empty = field.get_default()
    if isinstance(field, models.BooleanField):
        return empty, _truth
    if isinstance(field, models.DateField):
        return empty, _day
    return empty, _date if isinstance(field, EdtfField) else _text


@lru_cache(maxsize=4096)
def _date(text: str) -> str:
    return understand(_text(text))


def _text(text: str) -> str:
    if "\0" in text:
        raise ValueError("A character in it (NUL) is no text.")
    return text


def _truth(text: str) -> bool:
    try:
        return bool(truth(text, is_open=False))
    except ValidationError as error:
        raise ValueError("It " + error.messages[0]) from error


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError("A day is wanted, such as 2026-11-23.") from error

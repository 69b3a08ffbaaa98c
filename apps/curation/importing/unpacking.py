"""Run as a program of its own, with little memory and time: reads one file from its input and prints its rows as JSON.

It knows nothing of this project. What a file does to its reader, it does here, to nobody else.
"""

import csv
import io
import json
import resource
import sys
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

MEMORY, SECONDS = 768 << 20, 20
UNPACKED, RATIO = 32 << 20, 100
ROWS, COLUMNS, LETTERS = 200, 60, 10_000
BLANK_ROWS = 5_000
FORMULA = "a formula; paste its value instead, nothing here is computed"


class Unreadable(Exception):
    """Why the file is not taken, for its sender."""


def rows_of(content: bytes) -> list[list[str]]:
    """The rows of a workbook or a CSV file, each cell as text."""
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable("This is a workbook of the old kind (.xls): save it as .xlsx or as CSV.")
    read = _workbook if content.startswith(b"PK") else _csv
    found: list[list[str]] = []
    formulas: list[str] = []
    for number, cells in enumerate(read(content), 1):
        if number > BLANK_ROWS:
            raise Unreadable(f"The file has more than {BLANK_ROWS:,} rows; {ROWS} are taken at a time. Split it.")
        row = [_text(value, f"{_letters(column)}{number}", formulas) for column, value in enumerate(cells)]
        while row and not row[-1]:
            row.pop()
        if len(row) > COLUMNS:
            raise Unreadable(f"Row {number} has {len(row)} columns; at most {COLUMNS} are taken.")
        if row:
            found.append(row)
        if len(found) > ROWS + 1:
            raise Unreadable(
                f"The file has more than {ROWS} rows. Split it: what is reviewed at once must be readable."
            )
    if formulas:
        raise Unreadable(" ".join(formulas[:10]))
    return found


def _csv(content: bytes) -> Iterator[list[Any]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\x00"
    if "\x00" in text:
        raise Unreadable("This is neither a workbook (.xlsx) nor text in UTF-8. Save it as CSV, UTF-8, or as .xlsx.")
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    csv.field_size_limit(LETTERS)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    except csv.Error as error:
        raise Unreadable(f"The file cannot be read as CSV: {error}.") from error


def _workbook(content: bytes) -> Iterator[list[Any]]:
    _check_package(content)
    # Not before the guards: these read what the package holds.
    from defusedxml import DefusedXmlException
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        yield from _sheet(book)
    except (AttributeError, LookupError, OSError, SyntaxError, TypeError, ValueError, zipfile.BadZipFile) as error:
        if isinstance(error, DefusedXmlException) or isinstance(error.__context__, DefusedXmlException):
            raise Unreadable("The workbook holds XML that no workbook needs (entities). It was not read.") from error
        raise Unreadable("The workbook is damaged or of another kind. Save it anew as .xlsx, or as CSV.") from error


def _sheet(book: Any) -> Iterator[list[Any]]:
    if len(book.sheetnames) != 1:
        sheets = ", ".join(book.sheetnames[:10])
        raise Unreadable(f"The workbook has {len(book.sheetnames)} sheets ({sheets}). Keep the one to import.")
    sheet = book.worksheets[0]
    sheet.reset_dimensions()  # a workbook may lie about its size
    for row in sheet.iter_rows():
        yield [_value(cell) for cell in row]


def _check_package(content: bytes) -> None:
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except zipfile.BadZipFile as error:
        raise Unreadable("The workbook is damaged: save it anew as .xlsx, or as CSV.") from error
    if "xl/workbook.xml" not in {part.filename for part in parts}:
        raise Unreadable("This is a package of another kind, not a workbook (.xlsx).")
    unpacked = sum(part.file_size for part in parts)
    if unpacked > UNPACKED or (unpacked > 1 << 20 and unpacked > RATIO * len(content)):
        raise Unreadable(
            f"Unpacked the workbook would be {unpacked >> 20:,} MB; it was not unpacked. Keep only the rows."
        )


def _value(cell: Any) -> Any:
    if cell.data_type == "f":
        return "="
    if cell.data_type == "e":
        raise Unreadable(f"Cell {cell.coordinate} holds the error {cell.value}.")
    return cell.value


def _text(value: Any, where: str, formulas: list[str]) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = "" if value is None else str(value).strip()
    if text.startswith("="):
        formulas.append(f"Cell {where} holds {FORMULA}.")
    if len(text) > LETTERS:
        raise Unreadable(f"Cell {where} holds {len(text):,} letters; at most {LETTERS:,} are taken.")
    return text


def _letters(column: int) -> str:
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def _limit(limits: Iterable[tuple[int, int]]) -> None:
    for kind, most in limits:
        resource.setrlimit(kind, (most, most))


def main() -> None:
    _limit([(resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_FSIZE, 0)])
    try:
        answer: dict[str, Any] = {"rows": rows_of(sys.stdin.buffer.read())}
    except Unreadable as refusal:
        answer = {"refused": str(refusal)}
    print(json.dumps(answer))


if __name__ == "__main__":
    main()

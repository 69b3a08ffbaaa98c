"""Files of every kind are read or refused with a sentence; whatever they hold, nothing of it runs."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from apps.curation.importing.reading import LARGEST, read
from tests.curation.importing.files import csv_of, saved, with_part, workbook_of

COLUMNS = ["slug", "name", "start_edtf", "ended"]
SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha">%s]><worksheet
 xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row><c t="inlineStr"><is><t>&h;</t></is>
 </c></row></sheetData></worksheet>""" % b"".join(
    b'<!ENTITY %c "%s">' % (97 + n, b"&%c;" % (96 + n) * 10) for n in range(1, 8)
)
OUTSIDE = LAUGHS.replace(b'<!ENTITY a "ha">', b'<!ENTITY h SYSTEM "file:///etc/passwd">')
ROW = b'<row><c t="inlineStr"><is><t>x</t></is></c></row>'
TALL = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>%s</sheetData></worksheet>'


def two_sheets() -> SimpleUploadedFile:
    book = Workbook()
    book.create_sheet("More")
    return saved(book)


def package() -> SimpleUploadedFile:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as new:
        new.writestr("word/document.xml", "<w/>")
    return SimpleUploadedFile("rows.xlsx", content.getvalue())


REFUSED: dict[str, tuple[Callable[[], Any], str]] = {
    "million-row CSV": (lambda: csv_of("name", *["x"] * 1_000_000), "has more than 200 rows. Split it"),
    "CSV of blank rows": (lambda: csv_of("name", *[""] * 900_000), "more than 5,000 rows"),
    "too large": (lambda: csv_of("name", "x" * (LARGEST + 1)), "at most 2 are taken"),
    "two-million-row workbook": (lambda: with_part(SHEET, TALL % (ROW * 2_000_000)), "it was not unpacked"),
    "tall workbook": (lambda: with_part(SHEET, TALL % (ROW * 20_000)), "has more than 200 rows. Split it"),
    "zip bomb": (lambda: with_part("xl/styles.xml", b" " * (40 << 20)), "would be 40 MB; it was not unpacked"),
    "billion laughs": (lambda: with_part(SHEET, LAUGHS), "XML that no workbook needs"),
    "XML that reads a file": (lambda: with_part(SHEET, OUTSIDE), "XML that no workbook needs"),
    "broken XML": (lambda: with_part(SHEET, b"<worksheet>"), "damaged"),
    "formula": (lambda: workbook_of(["name"], ["=1+1"]), "Cell A2 holds a formula"),
    "formula in CSV": (lambda: csv_of("slug,name", 'x,"=cmd|calc"'), "Cell B2 holds a formula"),
    "many columns": (lambda: csv_of(",".join("x" * 61)), "61 columns; at most 60"),
    "long cell": (lambda: csv_of("name", "x" * 10_001), "field larger than field limit"),
    "unknown column": (lambda: csv_of("name,nmae", "a,b"), "There is no column “nmae”."),
    "column twice": (lambda: csv_of("name,name", "a,b"), "The column “name” stands there 2 times."),
    "no rows": (lambda: csv_of("name"), "no rows below its first"),
    "empty": (lambda: csv_of(""), "no rows below its first"),
    "cells without a column": (lambda: csv_of("name", "a,b"), "Row 2 has more cells than there are columns"),
    "PNG": (lambda: SimpleUploadedFile("x.csv", b"\x89PNG\r\n\x1a\n\x00\xff"), "neither a workbook (.xlsx) nor text"),
    "Latin-1": (lambda: SimpleUploadedFile("x.csv", "name\nMünchen".encode("latin-1")), "text in UTF-8"),
    "old workbook": (lambda: SimpleUploadedFile("x.xls", b"\xd0\xcf\x11\xe0rest"), "of the old kind"),
    "broken zip": (lambda: SimpleUploadedFile("x.xlsx", b"PK\x03\x04rest"), "damaged"),
    "package of another kind": (package, "a package of another kind, not a workbook"),
    "two sheets": (two_sheets, "has 2 sheets (Sheet, More)"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_file_that_cannot_be_taken_is_refused_in_a_sentence(kind: str) -> None:
    make, sentence = REFUSED[kind]
    with pytest.raises(ValidationError) as refusal:
        read(make(), COLUMNS)
    assert sentence in " ".join(refusal.value.messages)


@pytest.mark.parametrize(
    "file",
    [
        csv_of("slug,name,start_edtf", "poland,“Poland, Republic”,2022".replace("“", '"').replace("”", '"')),
        csv_of("\ufeffslug;name;start_edtf", "poland;Poland, Republic;2022"),
        csv_of("slug\tname\tstart_edtf", "poland\tPoland, Republic\t2022"),
        workbook_of(["Slug", "Name", "Start edtf"], ["poland", " Poland, Republic ", 2022.0], [None, None, None]),
    ],
)
def test_the_same_rows_are_read_of_every_kind_of_file(file: Any) -> None:
    table = read(file, COLUMNS)
    assert (table.columns, table.rows) == (["slug", "name", "start_edtf"], [["poland", "Poland, Republic", "2022"]])
    assert len(table.digest) == 64


def test_days_and_truths_of_a_workbook_are_text() -> None:
    table = read(workbook_of(["start_edtf", "ended"], [date(2022, 5, 1), True]), COLUMNS)
    assert table.rows == [["2022-05-01", "yes"]]


def test_memory_is_limited(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    greedy = tmp_path / "greedy.py"
    source = read.__globals__["PROGRAM"].read_text()
    greedy.write_text(source.replace("return found", "return [['x' * (2 << 30)]]"))
    monkeypatch.setitem(read.__globals__, "PROGRAM", greedy)
    with pytest.raises(ValidationError, match="too much memory or time"):
        read(csv_of("name", "x"), COLUMNS)

"""Files as curators, and others, send them."""

import io
import zipfile
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook


def csv_of(*lines: str, name: str = "rows.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, "\n".join(lines).encode())


def workbook_of(*rows: Any, name: str = "rows.xlsx") -> SimpleUploadedFile:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return saved(book, name)


def saved(book: Workbook, name: str = "rows.xlsx") -> SimpleUploadedFile:
    content = io.BytesIO()
    book.save(content)
    return SimpleUploadedFile(name, content.getvalue())


def with_part(part: str, text: bytes) -> SimpleUploadedFile:
    """A workbook whose PART holds TEXT."""
    before, after = io.BytesIO(workbook_of(["name"], ["x"]).read()), io.BytesIO()
    with zipfile.ZipFile(before) as old, zipfile.ZipFile(after, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.namelist():
            new.writestr(each, text if each == part else old.read(each))
    return SimpleUploadedFile("rows.xlsx", after.getvalue())

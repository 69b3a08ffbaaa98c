"""A file as sent, and its rows as text; read in another process, so that no file harms this one."""

import json
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError

LARGEST = 2 << 20
PATIENCE = 30
PROGRAM = Path(__file__).with_name("unpacking.py")


@dataclass(frozen=True)
class Table:
    """What a file holds: the names of its columns, and its rows, each as long as those."""

    columns: list[str]
    rows: list[list[str]]
    digest: str


def read(file: Any, columns: list[str]) -> Table:
    """The rows of an uploaded FILE, whose columns are among COLUMNS. Raises ValidationError."""
    if file.size > LARGEST:
        raise ValidationError(f"The file is {file.size >> 20:,} MB large; at most {LARGEST >> 20} are taken. Split it.")
    content = file.read()
    rows = _rows(content)
    if len(rows) < 2:
        raise ValidationError("The file has no rows below its first, which names the columns.")
    names = [name.strip().lower().replace(" ", "_") for name in rows[0]]
    check_names(names, columns)
    if long := [number for number, row in enumerate(rows, 1) if len(row) > len(names)]:
        raise ValidationError(f"Row {long[0]} has more cells than there are columns: is a comma outside quotes?")
    filled = [row + [""] * (len(names) - len(row)) for row in rows[1:]]
    return Table(names, filled, sha256(content).hexdigest())


def _rows(content: bytes) -> list[list[str]]:
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(PROGRAM)], input=content, capture_output=True, timeout=PATIENCE, env={}
        )
    except subprocess.TimeoutExpired as late:
        raise ValidationError("Reading the file took too long, and was given up. Save it as CSV.") from late
    if done.returncode:
        raise ValidationError("Reading the file took too much memory or time, and was given up. Save it as CSV.")
    answer = json.loads(done.stdout)
    if "refused" in answer:
        raise ValidationError(answer["refused"])
    rows: list[list[str]] = answer["rows"]
    return rows


def check_names(names: list[str], columns: list[str]) -> None:
    """Refuse NAMES that are not among COLUMNS, or stand there twice. Raises ValidationError."""
    refused = [
        f"There is no column “{name}”." if name else "A column has no name." for name in names if name not in columns
    ]
    refused += [
        f"The column “{name}” stands there {count} times." for name, count in Counter(names).items() if count > 1
    ]
    if refused:
        raise ValidationError([*refused, f"Columns are: {', '.join(columns)}."])

"""How fast many spells are written: `import_spells` beside `save()` and beside simple-history's own bulk function.

The peers write the same rows: spells with a citation and the history of both. `save()` is ours, validation included;
`bulk_create_with_history` writes to copies of the same tables without our triggers, as its documentation has it.
"""

import argparse
import csv
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import quote

from eudefence import logins

# What is done, and how many rows are enough to know its pace: one by one a hundred thousand would take minutes.
WORKS = {"import_spells": 1.0, "save()": 0.01, "bulk_create_with_history": 0.2}
GOALS = {"save()": 15, "bulk_create_with_history": 4}
DATES = ("2018", "2019-05", "2020-02-29", "2021~", "[1999..2003]", "198X")


def main() -> None:
    """Every work once in each round, in a process of its own; rows in a second, ratios and memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("database", help="Made-up records, by manage.py synthesise.")
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--work", choices=WORKS, help="Only this one, in this process, for the run itself.")
    asked = parser.parse_args()
    _enter(asked.database, "app" if asked.work != "bulk_create_with_history" else "owner")
    if asked.work:
        print(json.dumps(done(asked.work, max(1, int(asked.rows * WORKS[asked.work])))))
        return
    rounds = [{work: _apart(work, asked.database, asked.rows) for work in WORKS} for _ in range(asked.rounds)]
    print("\n".join(told(rounds)))


def told(rounds: list[dict[str, Any]]) -> Iterator[str]:
    """The table, as Markdown."""
    yield "| work | rows | rows/s | memory, MB more | import / it | goal |\n| --- | --: | --: | --: | --: | --: |"
    for work in WORKS:
        found = [each[work] for each in rounds]
        ratios = [each["import_spells"]["pace"] / each[work]["pace"] for each in rounds]
        ratio = f"{median(ratios):.1f} ({min(ratios):.1f}-{max(ratios):.1f})" if work in GOALS else ""
        pace, memory = median(each["pace"] for each in found), median(each["memory"] for each in found)
        yield f"| {work} | {found[0]['rows']:,} | {pace:,.0f} | {memory:.0f} | {ratio} | {GOALS.get(work, '')} |"


def done(work: str, rows: int) -> dict[str, float]:
    """Rows in a second and memory of one WORK, of which nothing stays."""
    from django.db import transaction

    act: Callable[[list[Any] | Path], None] = {"import_spells": _import, "save()": _save}.get(work, _bulk)
    with tempfile.TemporaryDirectory() as folder, transaction.atomic():
        material = act.prepare(rows, Path(folder)) if hasattr(act, "prepare") else _material(work, rows, Path(folder))
        before, begun = _memory(), time.monotonic()
        act(material)
        took = time.monotonic() - begun
        transaction.set_rollback(True)
    return {"rows": rows, "pace": rows / took, "memory": _memory() - before}

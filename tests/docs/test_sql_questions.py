"""The questions of docs/sql.md, asked as an analyst asks them, have the answers that stand there."""

import csv
import io
import os
import re
from pathlib import Path

import pytest

from tests.databases import connected
from tests.docs.test_examples import ROOT

PAGE = ROOT / "docs" / "sql.md"
ASKED = re.compile(r"\*\*(\d+)\. (.*?)\*\*\n\n```sql\n(.*?)```\n```csv\n(.*?)```", re.DOTALL)
QUESTIONS = ASKED.findall(PAGE.read_text(encoding="utf-8"))


def answer(query: str) -> str:
    with connected("analyst") as analyst:
        analyst.execute("set eudefence.known_at = 'release:paper'")
        cursor = analyst.execute(query.encode())
        told = io.StringIO()
        lines = csv.writer(told, lineterminator="\n")
        lines.writerow(column.name for column in cursor.description or ())
        lines.writerows(cursor)
        return told.getvalue()


def test_there_are_fifteen_questions() -> None:
    assert [int(number) for number, *_ in QUESTIONS] == list(range(1, 16))


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize(("number", "question", "query", "told"), QUESTIONS, ids=[f"{each[0]}" for each in QUESTIONS])
def test_a_question_has_the_answer_that_stands_there(number: str, question: str, query: str, told: str) -> None:
    found = answer(query)
    assert len(found.splitlines()) > 1, question
    if os.environ.get("UPDATE_DOCS"):
        _write(PAGE, query, found)
    else:
        assert found == told


def _write(page: Path, query: str, found: str) -> None:
    text = page.read_text(encoding="utf-8")
    pattern = re.compile(re.escape(f"```sql\n{query}```\n```csv\n") + ".*?```", re.DOTALL)
    page.write_text(pattern.sub(lambda _: f"```sql\n{query}```\n```csv\n{found}```", text), encoding="utf-8")

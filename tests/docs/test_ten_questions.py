"""The questions in docs/api.md, asked of a served site with curl, Python and R; UPDATE_DOCS=1 writes their answers."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving import serving

PAGE = Path(__file__).parents[2] / "docs/api.md"
SERVED = "localhost:8000"
TITLE, END = "## Ten questions\n", "\n## "
BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
COMMANDS = {
    "sh": ["sh", "-c"],
    "python": [sys.executable, "-c"],
    "r": ["Rscript", "--vanilla", "-e"],
}
Blocks = dict[str, str]


@pytest.fixture
def site(seeded: str) -> Iterator[str]:
    with serving() as address:
        yield address.removeprefix("http://")


def blocks(text: str) -> Blocks:
    return dict(BLOCK.findall(text))


def section() -> tuple[Blocks, dict[str, Blocks]]:
    """What every program begins with, and the questions by their headings."""
    text = PAGE.read_text(encoding="utf-8").split(TITLE)[1].split(END)[0]
    first, *rest = text.split("\n### ")
    return blocks(first), {each.splitlines()[0]: blocks(each) for each in rest}


def said(language: str, program: str, site: str) -> str:
    """What a program of the document prints, run as its readers do."""
    assert shutil.which(COMMANDS[language][0]), f"The tests need {COMMANDS[language][0]}: make tools"
    environment = os.environ | {"LC_ALL": "C.UTF-8", "PYTHONIOENCODING": "utf-8"}
    text = program.replace(SERVED, site).replace("curl ", "curl --silent --show-error --fail ")
    done = subprocess.run([*COMMANDS[language], text], env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def write(question: str, answer: str) -> None:
    before, _, after = PAGE.read_text(encoding="utf-8").partition(f"\n### {question}\n")
    after = re.sub(r"```text\n.*?```", lambda _: f"```text\n{answer}```", after, count=1, flags=re.DOTALL)
    PAGE.write_text(f"{before}\n### {question}\n{after}", encoding="utf-8")


def test_there_are_ten_and_each_is_asked_in_every_way() -> None:
    first, questions = section()
    assert len(questions) == 10
    assert first.keys() == {"python", "r"}
    assert all(each.keys() == {*COMMANDS, "text"} for each in questions.values())
    assert all("known_" in each[way] for each in questions.values() for way in COMMANDS), "Answers are pinned"


@pytest.mark.parametrize("question", section()[1])
def test_curl_python_and_r_give_the_answer_that_is_printed(question: str, site: str) -> None:
    first, asked = section()[0], section()[1][question]
    answer = said("python", first["python"] + asked["python"], site)
    if os.environ.get("UPDATE_DOCS"):
        write(question, answer)
        asked = section()[1][question]
    assert answer
    assert answer == asked["text"]
    assert said("r", first["r"] + asked["r"], site) == answer
    everything = said("sh", asked["sh"], site)
    assert [value for line in answer.splitlines() for value in line.split(" | ") if value not in everything] == []

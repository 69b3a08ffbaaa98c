"""What the documents show is run here, as their readers would run it."""

import re
from pathlib import Path

import pytest

from tests.api.asking import get, sql

pytestmark = pytest.mark.usefixtures("seeded")
ROOT = Path(__file__).parents[2]
PAGES = ["README.md", *(str(page.relative_to(ROOT)) for page in sorted((ROOT / "docs").glob("*.md")))]
CURL = re.compile(r"curl '(?:http://)?localhost:8000/api/v1/([^']*)'")
PSQL = re.compile(r'make psql SQL="([^"]*)"', re.DOTALL)
BLOCK = re.compile(r"```sql\n(.*?)```", re.DOTALL)


def found(*patterns: re.Pattern[str]) -> list[tuple[str, str]]:
    texts = {page: (ROOT / page).read_text(encoding="utf-8") for page in PAGES}
    return [(page, match) for page, text in texts.items() for pattern in patterns for match in pattern.findall(text)]


@pytest.mark.parametrize(("page", "address"), found(CURL))
def test_every_curl_in_the_documents_answers(page: str, address: str) -> None:
    answer = get(address)
    assert next(answer[key] for key in ("results", "pairs", "slug") if key in answer)


@pytest.mark.parametrize(("page", "query"), found(PSQL, BLOCK))
def test_every_query_in_the_documents_gives_rows(page: str, query: str) -> None:
    assert sql(query.replace("%", "%%").rstrip().rstrip(";"))


def test_there_are_examples_to_run() -> None:
    assert len(found(CURL)) >= 5
    assert len(found(PSQL, BLOCK)) >= 5


def test_every_link_between_the_documents_leads_somewhere() -> None:
    for page in [*PAGES, *(str(p.relative_to(ROOT)) for p in (ROOT / "docs/adr").glob("*.md"))]:
        for target in re.findall(r"\]\((?!http)([^)#]+)\)", (ROOT / page).read_text(encoding="utf-8")):
            assert (ROOT / page).parent.joinpath(target).exists(), f"{page}: {target}"

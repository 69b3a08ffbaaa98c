"""On a narrow page rows stand as blocks: each cell says of itself what the head of its column says."""

from html.parser import HTMLParser

import pytest

from tests.explorer.addresses import PAGES, text

pytestmark = pytest.mark.usefixtures("seeded")


class Facts(HTMLParser):
    """Heads of the columns of each table of facts, and the labels of each of its rows."""

    def __init__(self) -> None:
        super().__init__()
        self.heads: list[list[str]] = []
        self.rows: list[tuple[int, list[str | None]]] = []
        self.is_head = self.is_in = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "table":
            self.is_in = "facts" in (found.get("class") or "").split()
            self.heads += [[]] if self.is_in else []
        elif self.is_in and tag == "tr":
            self.rows.append((len(self.heads) - 1, []))
        elif self.is_in and tag == "th":
            self.heads[-1].append("")
            self.is_head = True
        elif self.is_in and tag == "td":
            self.rows[-1][1].append(found.get("data-label"))

    def handle_data(self, data: str) -> None:
        if self.is_head:
            self.heads[-1][-1] += data

    def handle_endtag(self, tag: str) -> None:
        self.is_head = self.is_head and tag != "th"


@pytest.mark.parametrize("address", PAGES.values())
def test_what_a_cell_says_of_itself_is_what_its_column_says(address: str) -> None:
    found = Facts()
    found.feed(text(address))
    for table, labels in found.rows:
        said = zip(labels, found.heads[table], strict=False)
        assert not [(label, head) for label, head in said if label and label not in head]
    if "/actors/" in address or "/sources/?" in address:
        assert any(label for _, labels in found.rows for label in labels)

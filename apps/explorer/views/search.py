"""Search over everything that has a name."""

from typing import Any

from apps.chronicle.finding import find
from apps.chronicle.resources import BY_KIND
from apps.explorer.clocks import Clocks
from apps.explorer.forms import Table
from apps.explorer.pages import Address, Asked, Page

MOST_LETTERS = 200


class SearchAddress(Address):
    """Words of a name."""

    own = ("q",)

    def rest(self) -> dict[str, Any]:
        words = str(self.query.get("q", "")).strip()
        if "\0" in words:
            self._wrong("q", "There is a character in it that no name has.")
        if len(words) > MOST_LETTERS:
            self._wrong("q", f"At most {MOST_LETTERS} letters; these are {len(words)}.")
        return {"words": words}


class SearchPage(Page):
    """What is called so, or nearly so."""

    template = "explorer/search.html"
    address = SearchAddress

    def content(self, asked: Asked, clocks: Clocks, **named: str) -> dict[str, Any]:
        words = asked.rest["words"]
        hits = find(words) if words else []
        found = [(hit, clocks.record(hit.kind, hit.slug), hit.kind.replace("-", " ")) for hit in hits]
        return {"title": f"Search: {words}" if words else "Search", "words": words,
                "exact": [each for each in found if each[0].is_exact],
                "alike": [each for each in found if not each[0].is_exact]}  # fmt: skip

    def table(self, content: dict[str, Any]) -> Table:
        hits = [hit for hit, _, _ in content["exact"] + content["alike"]]
        return [("resource", "slug", "name", "called", "is_exact"),
                *([BY_KIND[h.kind].name, h.slug, h.name, h.called, h.is_exact] for h in hits)]  # fmt: skip

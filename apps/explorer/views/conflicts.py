"""Where sources disagree."""

from typing import Any

from apps.chronicle.conflicts import Conflict, conflicts
from apps.explorer.clocks import Clocks
from apps.explorer.forms import Table
from apps.explorer.pages import Asked, Page
from apps.explorer.wording import in_words

EDGES = {"start": "when it began", "end": "when it ended", "statement": "whether it is so"}


class ConflictsPage(Page):
    """Every disagreement, with what each source says and what the record holds."""

    template = "explorer/conflicts.html"

    def content(self, asked: Asked, clocks: Clocks, **named: str) -> dict[str, Any]:
        found = conflicts({})
        return {"title": "Where sources disagree",
                "found": [(each, EDGES[each.edge], _held(each), each.fact["slug"]) for each in found]}  # fmt: skip

    def table(self, content: dict[str, Any]) -> Table:
        header = ("kind", "slug", "name", "edge", "held", "source", "stance", "as_printed", "asserted_start",
                  "asserted_end", "note")  # fmt: skip
        return [header, *(
            [each.resource.kind, slug, each.name, each.edge, held, *(c[key] for key in (
                "source_slug", "stance", "as_printed", "asserted_start", "asserted_end", "note"))]
            for each, _, held, slug in content["found"] for c in each.citations)]  # fmt: skip


def _held(found: Conflict) -> str:
    """What the record holds, in words."""
    if found.edge == "statement":
        return {True: "it holds", False: "it does not hold", None: "it is so"}[found.preferred]
    return in_words(found.preferred) or "no date"

"""Works: all of them, and what each supports, disputes, mentions or does not say."""

from typing import Any

from apps.chronicle.acts import edits
from apps.chronicle.models import Citation
from apps.chronicle.questions import Question, Row, rows
from apps.chronicle.resources import RESOURCES
from apps.chronicle.works import Work, work
from apps.explorer.clocks import Clocks, with_query
from apps.explorer.forms import Table
from apps.explorer.pages import Asked, Page, missing
from apps.explorer.references import SIGNS, WORDS, full

HEADER = ("stance", "subject_kind", "subject", "subject_name", "locator", "footnote", "as_printed", "asserted_start",
          "asserted_end", "note")  # fmt: skip
STANCES = {
    "supports": "What rests on it",
    "disputes": "What it disputes",
    "mentions": "What it speaks of without saying so",
    "silent": "What it is cited for but does not say",
}


class SourcePage(Page):
    """One work, with every fact that cites it."""

    template = "explorer/source.html"
    resource = RESOURCES["sources"]

    def content(self, asked: Asked, clocks: Clocks, **named: str) -> dict[str, Any]:
        found = work(named["slug"])
        if found is None:
            raise missing(self.resource, named["slug"])
        return {
            "title": found.source["title"],
            "work": found,
            "full": full(found.source),
            "stances": [(s, title, found.by_stance(s)) for s, title in STANCES.items() if found.by_stance(s)],
            "signs": SIGNS,
            "history": edits(self.resource, named["slug"]),
            "suggest": with_query("/suggest/", {"about": f"sources/{named['slug']}"}),
        }

    def table(self, content: dict[str, Any]) -> Table:
        """A line for each citation."""
        found: Work = content["work"]
        return [HEADER, *([each[n if n != "subject" else "subject_slug"] for n in HEADER] for each in found.citations)]


class SourcesPage(Page):
    """All works, the most cited first."""

    template = "explorer/sources.html"
    resource = RESOURCES["sources"]

    def content(self, asked: Asked, clocks: Clocks, **named: str) -> dict[str, Any]:
        uses: dict[str, dict[str, int]] = {}
        for slug, stance in Citation.objects.values_list("source_slug", "stance"):
            counted = uses.setdefault(slug, dict.fromkeys(WORDS, 0))
            counted[stance] += 1
        found = [(each, full(each), uses.get(each["slug"], dict.fromkeys(WORDS, 0))) for each in self._rows()]
        found.sort(key=lambda each: (-sum(each[2].values()), each[0]["slug"]))
        return {"title": "Sources", "found": found}

    def table(self, content: dict[str, Any]) -> Table:
        header = ("slug", "title", "authors", "kind", "date", "url", *WORDS)
        return [header, *([s["slug"], s["title"], s["authors"], s["kind"], s["date_edtf"], s["url"], *uses.values()]
                          for s, _, uses in content["found"])]  # fmt: skip

    def _rows(self) -> list[Row]:
        return list(rows(self.resource, Question()))

"""The page of one subject: what it is, and everything known about it with its sources."""

from typing import Any

from django.http import Http404
from django.utils.safestring import mark_safe

from apps.chronicle.acts import edits
from apps.chronicle.questions import Question
from apps.chronicle.resources import RESOURCES
from apps.chronicle.shapes import shape
from apps.chronicle.subjects import Fact, Subject, subject
from apps.chronicle.variants import variants
from apps.explorer.clocks import Clocks, with_query
from apps.explorer.forms import Table
from apps.explorer.lines import Line, lines, today_first
from apps.explorer.mapping import ENDS, Drawings, drawings_of, pairs_of
from apps.explorer.pages import Address, Asked, Page, missing
from apps.explorer.references import References
from apps.explorer.sides import side_by_side
from apps.explorer.summaries import Summary

TITLES = {
    "hindered": "Proposals it stands in the way of",
    "members": "Members",
    "memberships": "Is in",
    "hypothetical": "Who would be in it",
    "of_the_idea": "Who would be in it",
    "successors": "What followed",
    "partnerships": "Partnerships",
    "imposes": "What it does",
    "effects": "Law that bears on it",
    "milestones": "Milestones",
    "quantities": "Quantities",
    "links": "Lineage and links",
    "linked": "What links to it",
    "proposed_by": "Proposals for it",
    "proposals": "Its proposals",
    "variants": "Variants",
    "claims": "What is said of it",
    "coverage": "How complete the list is",
}
PLOTS = ("map", "members", "lineage")
HEADER = ("section", "slug", "what", "tags", "state", "since", "until", "sources", "stances")


class SubjectAddress(Address):
    """A day, and which of the drawings a file is to hold."""

    own = ("plot",)

    def rest(self) -> dict[str, Any]:
        return {"plot": self._one_of("plot", self.query.get("plot"), PLOTS)}


class SubjectPage(Page):
    """One record of a resource."""

    template = "explorer/subject.html"
    address = SubjectAddress
    forms: tuple[str, ...] = ("csv", "json", "svg", "png")

    def content(self, asked: Asked, clocks: Clocks, **named: str) -> dict[str, Any]:
        """The subject on the day, section by section; raises what `missing` gives."""
        whole = subject(self.resource, named["slug"], Question(valid_at=clocks.day))
        if whole is None:
            raise missing(self.resource, named["slug"])
        references = References(whole, clocks)
        pairs = {section: pairs_of(whole, section, clocks) for section in ENDS}
        drawings = drawings_of(whole, pairs["members"], clocks, references)
        if drawings.named(None) is None:
            self.forms = ("csv", "json")
        sections = {name: lines(name, whole.sections[name], clocks, references) for name in TITLES}
        sections |= {name: today_first(sections[name]) for name in ENDS}
        return {
            "resource": self.resource,
            "subject": whole,
            "row": whole.fact.row,
            "title": whole.fact.row.get("name") or whole.fact.row["label"],
            "said": [said for said in Summary(whole, pairs, clocks, references).said() if said.parts],
            "own": references.of(whole.fact),
            "sections": [(name, TITLES[name], each) for name, each in sections.items() if each],
            "plot": asked.rest["plot"],
            "drawings": drawings,
            # All text in a drawing is escaped where it is drawn.
            "drawn": {name: mark_safe(drawn.page()) for name in PLOTS if (drawn := getattr(drawings, name))},
            "sides": side_by_side(variants(self._variants(whole)), clocks),
            "works": references.works(),
            "history": edits(self.resource, named["slug"]),
            "suggest": with_query("/suggest/", {"about": f"{self.resource.name}/{named['slug']}"}),
        }

    def table(self, content: dict[str, Any]) -> Table:
        """The subject, then every fact on the page, one line each."""
        listed = (_row(name, line) for name, _, found in content["sections"] for line in found)
        return [HEADER, _own(content), *listed]

    def data(self, content: dict[str, Any]) -> Any:
        """The facts as the API shapes them, section by section."""
        whole: Subject = content["subject"]
        told = {name: [_told(fact) for fact in found] for name, found in whole.sections.items() if found}
        works = [shape(RESOURCES["sources"], source) for source in whole.sources.values()]
        return {"subject": _told(whole.fact), "facts": told, "sources": works}

    def drawing(self, content: dict[str, Any]) -> str:
        """The drawing asked for, else the first there is."""
        drawings: Drawings = content["drawings"]
        found = drawings.named(content["plot"])
        if found is None:
            raise Http404
        return found.file()

    def _variants(self, whole: Subject) -> list[dict[str, Any]]:
        """Proposals that are to be read side by side: those of one thing, or the variants of one."""
        sections = whole.sections
        return [fact.row for fact in sections["variants"] or sections["proposed_by"]]


def _own(content: dict[str, Any]) -> list[Any]:
    """The subject itself, as the first line."""
    row, found = content["row"], content["own"]
    return ["itself", row["slug"], content["title"], [], row["certainty"], row["start_edtf"], row["end_edtf"],
            [each.citation["source_slug"] for each in found], [each.citation["stance"] for each in found]]  # fmt: skip


def _row(section: str, line: Line) -> list[Any]:
    works = [each.citation["source_slug"] for each in line.references]
    stances = [each.citation["stance"] for each in line.references]
    return [section, line.fact.row["slug"], line.text, line.tags, line.state, line.fact.row["start_edtf"],
            line.fact.row["end_edtf"], works, stances]  # fmt: skip


def _told(fact: Fact) -> dict[str, Any]:
    """A fact as the API shapes it, with its citations and what of it is in doubt."""
    cited = [shape(RESOURCES["citations"], citation) for citation in fact.citations]
    return shape(fact.resource, fact.row) | {"citations": cited, "conflicts": fact.conflicts}

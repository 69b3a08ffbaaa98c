"""Formats and instruments over time."""

from typing import Any

from django.utils.safestring import mark_safe

from apps.chronicle.questions import Row
from apps.explorer.clocks import Clocks
from apps.explorer.forms import Table
from apps.explorer.lanes import FAMILIES, Lane, events, groups, sources_of
from apps.explorer.pages import Address, Asked, Page
from apps.explorer.plots.timeline import Timeline, key
from apps.explorer.wording import in_words, since, until

HEADER = ("family", "kind", "slug", "name", "status", "start_edtf", "end_edtf", "fact", "fact_kind", "what",
          "date_edtf", "outcome")  # fmt: skip

OUTCOMES = {"occurred": "occurred", "planned": "planned", "missed": "planned and missed", "never": "never happened"}


class TimelineAddress(Address):
    """A day, one family or all, and whether the law is drawn too."""

    own = ("family", "law")

    def rest(self) -> dict[str, Any]:
        family = self._one_of("family", self.query.get("family"), FAMILIES)
        return {"family": family, "law": self._one_of("law", self.query.get("law"), ("yes",))}


class TimelinePage(Page):
    """Bars, hatched where a date is uncertain; every mark leads to the evidence for it."""

    template = "explorer/timeline.html"
    address = TimelineAddress
    forms = ("csv", "json", "svg", "png")

    def content(self, asked: Asked, clocks: Clocks, **named: str) -> dict[str, Any]:
        found = groups(clocks, asked.rest["family"], bool(asked.rest["law"]))
        drawn = Timeline(found, events(clocks), clocks)
        names, years = drawn.parts()
        return {
            "title": "Formats and instruments over time",
            "groups": [(title, [(lane, *_dates(lane.row), _told(lane, clocks)) for lane in lanes])
                       for title, lanes in found],
            "found": found,
            "plot": drawn,
            "names": mark_safe(names),  # all text in both is escaped where it is drawn
            "years": mark_safe(years),  # likewise
            # A key is a mark of our own, without text.
            "keys": [(words, mark_safe(key(outcome))) for outcome, words in OUTCOMES.items()],
            "asked": asked.rest,
            "families": FAMILIES,
        }  # fmt: skip

    def table(self, content: dict[str, Any]) -> Table:
        """A line for every thing, and one for each of its milestones and effects of law."""
        return [HEADER, *(line for title, lanes in content["found"] for lane in lanes for line in _lines(title, lane))]

    def drawing(self, content: dict[str, Any]) -> str:
        plot: Timeline = content["plot"]
        return plot.file()


def _dates(row: Row) -> tuple[str, str]:
    return since(row["start_edtf"]), until(row["end_edtf"], row["end_latest"])


def _told(lane: Lane, clocks: Clocks) -> list[tuple[str, str]]:
    """Its milestones in words, each with the address of its sources."""
    return [(_words(row), sources_of(row, clocks)) for mark in lane.marks for row in mark.rows]


def _words(milestone: Row) -> str:
    said = f"{milestone['label']}, {in_words(milestone['date_edtf']) or 'no date'}"
    return said if milestone["outcome"] == "occurred" else f"{said} ({milestone['outcome']})"


def _lines(family: str, lane: Lane) -> list[list[Any]]:
    row = lane.row
    own = [family, lane.kind, row["slug"], row["name"], row["status"], row["start_edtf"], row["end_edtf"]]
    milestones = [[*own, each["slug"], "milestone", each["label"], each["date_edtf"], each["outcome"]]
                  for mark in lane.marks for each in mark.rows]  # fmt: skip
    effects = [[*own, effect["slug"], "legal-effect", f"{effect['effect']}: {effect['legal_basis_name']}",
                effect["start_edtf"], ""] for effect, _, _ in lane.effects]  # fmt: skip
    return [[*own, "", "", "", "", ""], *milestones, *effects]

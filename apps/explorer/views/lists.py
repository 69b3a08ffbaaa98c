"""All records of one resource, and the evidence for one pair of member and target."""

from typing import Any

from apps.chronicle.ordering import Column
from apps.chronicle.questions import Question, rows
from apps.chronicle.subjects import Fact, Subject, cited, sources
from apps.explorer.clocks import Clocks
from apps.explorer.forms import Table
from apps.explorer.lines import Line, lines, state
from apps.explorer.pages import Address, Asked, Page
from apps.explorer.references import References
from apps.explorer.strangers import refuse_strangers
from apps.explorer.wording import label, since

MOST, SHOWN = 1000, 250  # rows of a list; spells that a page words, the other forms have as many as a list


class ListAddress(Address):
    """A day, and the filters of the resource that a list of it offers."""

    @property
    def own(self) -> tuple[str, ...]:  # type: ignore[override]  # each resource has its own
        return tuple(name for name in ("kind", "status", "standing") if name in self.resource.vocabularies)

    def question(self) -> Question:
        values = {name: self._values(name, name) for name in self.own if name in self.query}
        return Question(valid_at=self._day("valid_at"), values=values)


class ListPage(Page):
    """All that is known of one kind, whether or not it is in force that day."""

    template = "explorer/list.html"
    address = ListAddress

    def content(self, asked: Asked, clocks: Clocks, **named: str) -> dict[str, Any]:
        asked_for = Question(values=asked.question.values, ordering=(Column("name"),))
        found: Any = rows(self.resource, asked_for)
        told = found.certainty_at(clocks.day)[:MOST]
        columns = [name for name in ("kind", "status", "standing") if self.resource.has(name)]
        return {
            "title": self.resource.name.replace("-", " ").capitalize(),
            "resource": self.resource,
            "found": [
                (row, state(row, clocks.day), self._words(row, columns), since(row["start_edtf"])) for row in told
            ],
            "columns": columns,
            "choices": {name: self.resource.vocabularies[name].choices for name in columns},
            "chosen": {name: values[0] for name, values in asked.question.values.items()},
        }

    def table(self, content: dict[str, Any]) -> Table:
        columns = content["columns"]
        header = ("slug", "name", *columns, "state", "start_edtf", "end_edtf")
        dates = ("start_edtf", "end_edtf")
        return [header, *(
            [*(row[name] for name in ("slug", "name", *columns)), standing, *(row[name] for name in dates)]
            for row, standing, _, _ in content["found"]
        )]  # fmt: skip

    def _words(self, row: dict[str, Any], columns: list[str]) -> list[tuple[str, str]]:
        return [(name, label(self.resource.name, name, row[name])) for name in columns]


class SpellsAddress(Address):
    """A day, and whose spells in what."""

    own = ("actor", "actor_kind", "target", "target_kind", "role", "standing")

    def question(self) -> Question:
        standing = self._standings() if "standing" in self.query else None
        values = self._filters("actor", "actor_kind", "target", "target_kind", "role")
        return Question(self._day("valid_at"), standings=standing, values=values)


class SpellsPage(Page):
    """Spells with all their evidence; the page of a pair, which every mark of the matrix leads to."""

    template = "explorer/spells.html"
    address = SpellsAddress

    def content(self, asked: Asked, clocks: Clocks, **named: str) -> dict[str, Any]:
        question = Question(standings=asked.question.standings, values=asked.question.values)
        found = sorted(rows(self.resource, question).certainty_at(clocks.day)[:MOST], key=_place)
        if not found:
            refuse_strangers(self.resource, question, clocks)
        return {
            "title": _title(found) if asked.question.values else "All spells of membership",
            "is_pair": bool(found) and len({(r["actor_slug"], r["target_slug"]) for r in found}) == 1,
            "found": found,
            "shown": self._worded(found[:SHOWN], clocks),
            "is_cut": len(found) == MOST,
            "clocks": clocks,
        }

    def table(self, content: dict[str, Any]) -> Table:
        """A line for every spell, those too that the page has no room for."""
        header = ("slug", "actor", "target", "role", "standing", "state", "start_edtf", "end_edtf", "sources")
        return [header, *(_row(line) for line in self._worded(content["found"], content["clocks"]))]

    def _worded(self, found: list[dict[str, Any]], clocks: Clocks) -> list[Line]:
        """Their works are numbered in the order of slugs, which no date changes."""
        facts = cited((self.resource, row) for row in sorted(found, key=lambda row: row["slug"]))
        worded = _lines(tuple(facts.values()), clocks) if facts else []
        return sorted(worded, key=lambda line: _place(line.fact.row))


def _place(row: dict[str, Any]) -> tuple[bool, str]:
    """In the order in which they may have begun; what nobody knows of first."""
    day = row["start_earliest"]
    return day is not None, str(day)


def _lines(facts: tuple[Fact, ...], clocks: Clocks) -> list[Line]:
    whole = Subject(facts[0], {"spells": facts}, {})
    whole = Subject(facts[0], {"spells": facts}, sources(whole.citations))
    return lines("spells", facts, clocks, References(whole, clocks))


def _title(found: list[dict[str, Any]]) -> str:
    members = {row["actor_name"] for row in found}
    targets = {row["target_name"] for row in found}
    if len(members) == len(targets) == 1:
        return f"{members.pop()} in {targets.pop()}"
    return "Spells of membership"


def _row(line: Line) -> list[Any]:
    row = line.fact.row
    works = [each.citation["source_slug"] for each in line.references]
    names = ("slug", "actor_slug", "target_slug", "role", "standing")
    return [*(row[name] for name in names), line.state, row["start_edtf"], row["end_edtf"], works]

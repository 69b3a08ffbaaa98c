"""Facts as lines of a table: a mark, what is so, since when, until when, and who says so."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from apps.chronicle.labels import amount
from apps.chronicle.presence import IN
from apps.chronicle.questions import Row
from apps.chronicle.subjects import Fact
from apps.explorer.clocks import Clocks, with_query
from apps.explorer.references import Reference, References
from apps.explorer.wording import begun, in_words, label, listed, since, until

STATES = {
    "certain": "certain",
    "possible": "possible",
    "undated": "possible, undated",
    "ended": "ended",
    "none": "not then",
    "apart": "not taking part",
}
OUTCOMES = {"occurred": "occurred", "planned": "planned", "missed": "missed", "never": "never"}


@dataclass(frozen=True)
class Part:
    """A piece of text, perhaps a link."""

    text: str
    url: str = ""
    after: str = " "


@dataclass(frozen=True)
class Line:
    """One fact, worded."""

    fact: Fact
    state: str
    parts: list[Part]
    tags: list[str]
    since: str
    until: str
    references: list[Reference] = field(default_factory=list)
    url: str = ""  # the page of the fact itself, where it has one

    @property
    def state_words(self) -> str:
        return STATES.get(self.state, self.state)

    @property
    def begun(self) -> str:
        return begun(self.fact.row["start_edtf"])

    @property
    def anchor(self) -> str:
        return f"{self.fact.resource.kind}-{self.fact.row['slug']}"

    @property
    def suggest(self) -> str:
        return with_query("/suggest/", {"about": f"{self.fact.resource.name}/{self.fact.row['slug']}"})

    @property
    def text(self) -> str:
        return " ".join(part.text for part in self.parts)


def state(row: Row, day: date) -> str:
    """How a row stands on DAY, which its certainty was asked for."""
    if row["certainty"] == "none":
        return "ended" if row["end_latest"] and row["end_latest"] < day else "none"
    return "undated" if row["certainty"] == "possible" and row["start_edtf"] == "" else str(row["certainty"])


def lines(section: str, facts: tuple[Fact, ...], clocks: Clocks, references: References) -> list[Line]:
    return [line(section, fact, clocks, references) for fact in facts]


def today_first(found: list[Line]) -> list[Line]:
    """Those of the day before those that were or will be, each in their order."""
    return sorted(found, key=lambda line: 0 if line.state in IN else 1 if line.state == "apart" else 2)


def line(section: str, fact: Fact, clocks: Clocks, references: References) -> Line:
    row = fact.row
    parts, tags = WORDED[section](row, clocks)
    url = clocks.record(*fact.named) if fact.resource.kind in ("membership", "partnership", "proposal") else ""
    standing = state(row, clocks.day)
    if standing in IN and not row.get("participating", True):  # it is so that day, but it is no taking part
        standing = "apart"
    if fact.resource.kind == "milestone":
        return Line(fact, OUTCOMES[row["outcome"]], parts, tags, in_words(row["date_edtf"]) or "undated", "",
                    references.of(fact))  # fmt: skip
    ended = until(row["end_edtf"], row["end_latest"])
    return Line(fact, standing, parts, tags, since(row["start_edtf"]), ended, references.of(fact), url)


Worded = tuple[list[Part], list[str]]


def _link(row: Row, key: str, clocks: Clocks, kind: str = "") -> Part:
    return Part(row[f"{key}_name"], clocks.record(kind or row[f"{key}_kind"], row[f"{key}_slug"]))


def _spell(*keys: str) -> Callable[[Row, Clocks], Worded]:
    def worded(row: Row, clocks: Clocks) -> Worded:
        parts = [_link(row, key, clocks) for key in keys]
        tags = [label("memberships", "role", row["role"])]
        if row["standing"] != "in-force":
            tags.append(label("memberships", "standing", row["standing"]))
        return (parts if len(parts) == 1 else [parts[0], Part("in"), parts[1]]), tags

    return worded


def _partnership(row: Row, clocks: Clocks) -> Worded:
    tags = [label("partnerships", "kind", row["kind"]), label("partnerships", "standing", row["standing"])]
    binding = {True: ["legally binding"], False: ["not legally binding"], None: []}[row["binding"]]
    return [Part(row["name"], clocks.record("partnership", row["slug"]))], tags + binding


def _proposal(row: Row, clocks: Clocks) -> Worded:
    by = [f"by {listed(row['proposers_name'])}"] if row["proposers_name"] else []
    return [Part(row["name"], clocks.record("proposal", row["slug"]))], by


def _effect_on_it(row: Row, clocks: Clocks) -> Worded:
    law = _link(row, "legal_basis", clocks, "legal-basis")
    return [law, Part(label("legal-effects", "effect", row["effect"]).lower()), _link(row, "subject", clocks)], []


def _link_from(row: Row, clocks: Clocks) -> Worded:
    return [Part(label("links", "kind", row["kind"])), _link(row, "object", clocks)], []


def _link_to(row: Row, clocks: Clocks) -> Worded:
    return [_link(row, "subject", clocks), Part(label("links", "kind", row["kind"]).lower()), Part("it")], []


def _milestone(row: Row, clocks: Clocks) -> Worded:
    return [Part(row["label"])], [label("milestones", "kind", row["kind"])]


def quantity(row: Row) -> str:
    return amount(row["bound"], row["value"], row["unit"])


def _quantity(row: Row, clocks: Clocks) -> Worded:
    return [Part(f"{label('quantities', 'measure', row['measure'])}: {quantity(row)}")], []


def _claim(row: Row, clocks: Clocks) -> Worded:
    return [Part(row["statement"])], ["holds" if row["holds"] else "does not hold"]


def _coverage(row: Row, clocks: Clocks) -> Worded:
    when = f" ({in_words(row['on'])})" if row["on"] else ""
    if row["complete"]:
        return [Part(f"The list is complete{when}: these are all")], ["complete"]
    return [Part(f"The list is open{when}: there may be others")], ["open"]


def enumerated(parts: list[Part]) -> list[Part]:
    """Parts with commas between them, and “and” before the last."""
    after = [", "] * (len(parts) - 2) + [" and "] * (len(parts) > 1) + [" "]
    return [Part(part.text, part.url, each) for part, each in zip(parts, after, strict=False)]


WORDED: dict[str, Callable[[Row, Clocks], Worded]] = {
    "members": _spell("actor"),
    "memberships": _spell("target"),
    "successors": _spell("actor", "target"),
    "hypothetical": _spell("actor", "target"),
    "of_the_idea": _spell("actor", "target"),
    "spells": _spell("actor", "target"),
    "partnerships": _partnership,
    "proposed_by": _proposal,
    "proposals": _proposal,
    "variants": _proposal,
    "hindered": _proposal,
    "effects": _effect_on_it,
    "imposes": _effect_on_it,
    "links": _link_from,
    "linked": _link_to,
    "milestones": _milestone,
    "quantities": _quantity,
    "claims": _claim,
    "coverage": _coverage,
}

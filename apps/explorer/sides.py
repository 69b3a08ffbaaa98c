"""Variants of a proposal as the columns of one table."""

from dataclasses import dataclass, field

from apps.chronicle.questions import Row
from apps.chronicle.subjects import Fact
from apps.chronicle.variants import Variant
from apps.explorer.clocks import Clocks
from apps.explorer.lines import WORDED, Part
from apps.explorer.wording import in_words, label, listed

ASPECTS = {
    "hypothetical": "Who would be in it",
    "effects": "Law that bears on it",
    "links": "Links",
    "quantities": "Quantities",
    "milestones": "Milestones",
    "claims": "What is said of it",
}
ALWAYS = ("hypothetical", "effects")  # that nothing is recorded of these is worth reading too


@dataclass(frozen=True)
class Entry:
    """One thing in one cell; it leads to the works that say so."""

    parts: list[Part]
    sources: str


@dataclass(frozen=True)
class Cell:
    """What there is of one variant; `idea` names what it is a variant of where it is said of that as a whole."""

    entries: list[Entry]
    idea: list[Part] = field(default_factory=list)


@dataclass(frozen=True)
class Sides:
    """Variants as columns, and for each aspect a cell under every one, or one under all where it is the same."""

    heads: list[Part]
    rows: list[tuple[str, list[Cell]]]


def side_by_side(found: list[Variant], clocks: Clocks) -> Sides | None:
    """None where there is nothing to compare."""
    if len(found) < 2:
        return None
    heads = [Part(each.fact.row["name"], clocks.record("proposal", each.fact.row["slug"])) for each in found]
    rows = [("Put forward", [Cell([_put_forward(each.fact, clocks)]) for each in found])]
    for aspect, title in ASPECTS.items():
        cells = [_cell(aspect, each, clocks) for each in found]
        if any(cell.entries for cell in cells) or aspect in ALWAYS:
            rows.append((title, cells[:1] if cells[0].idea and all(cell == cells[0] for cell in cells) else cells))
    return Sides(heads, rows)


def _cell(aspect: str, variant: Variant, clocks: Clocks) -> Cell:
    row = variant.fact.row
    own, of_the_idea = variant.aspects[aspect], variant.of_the_idea.get(aspect, ())
    entries = [_entry(aspect, fact, row, clocks) for fact in own or of_the_idea]
    if own or not of_the_idea:
        return Cell(entries)
    return Cell(entries, [Part(row["variant_of_name"], clocks.record("proposal", row["variant_of_slug"]))])


def _put_forward(fact: Fact, clocks: Clocks) -> Entry:
    by = [f"by {listed(fact.row['proposers_name'])}"] if fact.row["proposers_name"] else []
    when = [in_words(fact.row["start_edtf"])] if fact.row["start_edtf"] else []
    return Entry([Part(", ".join(by + when) or "by nobody named, undated")], clocks.record(*fact.named) + "#sources")


def _entry(aspect: str, fact: Fact, of: Row, clocks: Clocks) -> Entry:
    """A fact about the proposal OF, or about what that is a variant of."""
    row = fact.row
    owner = row.get("proposal_slug") or row["subject_slug"]
    url = clocks.record("proposal", owner) + f"#{fact.resource.kind}-{row['slug']}"
    if aspect == "hypothetical":
        member = Part(row["actor_name"], clocks.record(row["actor_kind"], row["actor_slug"]))
        role = Part(f"({label('memberships', 'role', row['role']).lower()})")
        target = Part(row["target_name"], clocks.record(row["target_kind"], row["target_slug"]))
        elsewhere = [] if row["target_slug"] in of["proposes_slug"] else [Part("in"), target]
        return Entry([member, *elsewhere, role], url)
    return Entry(WORDED[aspect](row, clocks)[0], url)

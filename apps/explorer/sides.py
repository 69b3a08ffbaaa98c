"""Variants of a proposal as the columns of one table."""

from dataclasses import dataclass

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
class Sides:
    """Variants as columns, and for each aspect a cell under every one."""

    heads: list[Part]
    rows: list[tuple[str, list[list[Entry]]]]


def side_by_side(found: list[Variant], clocks: Clocks) -> Sides | None:
    """None where there is nothing to compare."""
    if len(found) < 2:
        return None
    heads = [Part(each.fact.row["name"], clocks.record("proposal", each.fact.row["slug"])) for each in found]
    rows = [("Put forward", [[_put_forward(each.fact, clocks)] for each in found])]
    for aspect, title in ASPECTS.items():
        cells = [[_entry(aspect, fact, clocks) for fact in each.aspects[aspect]] for each in found]
        if any(cells) or aspect in ALWAYS:
            rows.append((title, cells))
    return Sides(heads, rows)


def _put_forward(fact: Fact, clocks: Clocks) -> Entry:
    by = [f"by {listed(fact.row['proposers_name'])}"] if fact.row["proposers_name"] else []
    when = [in_words(fact.row["start_edtf"])] if fact.row["start_edtf"] else []
    return Entry([Part(", ".join(by + when) or "by nobody named, undated")], clocks.record(*fact.named) + "#sources")


def _entry(aspect: str, fact: Fact, clocks: Clocks) -> Entry:
    row = fact.row
    owner = row.get("proposal_slug") or row["subject_slug"]
    url = clocks.record("proposal", owner) + f"#{fact.resource.kind}-{row['slug']}"
    if aspect == "hypothetical":
        member = Part(row["actor_name"], clocks.record(row["actor_kind"], row["actor_slug"]))
        return Entry([member, Part(f"({label('memberships', 'role', row['role']).lower()})")], url)
    return Entry(WORDED[aspect](row, clocks)[0], url)

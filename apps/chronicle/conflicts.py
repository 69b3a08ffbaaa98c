"""Where sources disagree about a fact, or about when it began or ended."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from apps.chronicle.models.conflict import Conflict as ConflictRow
from apps.chronicle.questions import Question, Row, records
from apps.chronicle.resources import BY_KIND, RESOURCES, Resource

EVERYTHING = Question()
EDGES = ("start", "end", "statement")


@dataclass(frozen=True)
class Conflict:
    """One disagreement: the fact, what of it is in doubt, and every citation that bears on that."""

    resource: Resource
    fact: Row
    name: str
    edge: str
    citations: tuple[Row, ...]

    @property
    def preferred(self) -> Any:
        """What the record holds: the date, or whether the statement holds; None where only a note can tell."""
        return self.fact.get("holds" if self.edge == "statement" else f"{self.edge}_edtf")

    @property
    def reason(self) -> str:
        reason: str = self.fact["note" if self.edge == "statement" else f"{self.edge}_reason"]
        return reason


def conflicts(values: Mapping[str, tuple[Any, ...]]) -> list[Conflict]:
    """All disagreements known at the pinned changeset, narrowed by column."""
    found = list(ConflictRow.objects.filter(**{f"{column}__in": allowed for column, allowed in values.items()}))
    slugs: dict[str, set[str]] = defaultdict(set)
    for each in found:
        slugs[each.subject_kind].add(each.subject_slug)
    facts = {kind: records(BY_KIND[kind], wanted, EVERYTHING) for kind, wanted in slugs.items()}
    citations = records(RESOURCES["citations"], [slug for each in found for slug in each.citations_slug], EVERYTHING)
    return [_conflict(each, facts, citations) for each in sorted(found, key=_place)]


def _conflict(found: ConflictRow, facts: Mapping[str, Mapping[str, Row]], citations: Mapping[str, Row]) -> Conflict:
    return Conflict(
        BY_KIND[found.subject_kind],
        facts[found.subject_kind][found.subject_slug],
        found.subject_name,
        found.edge,
        tuple(citations[slug] for slug in found.citations_slug),
    )


def _place(found: ConflictRow) -> tuple[str, str, int]:
    return found.subject_slug, found.subject_kind, EDGES.index(found.edge)

"""Variants of one proposal side by side: who would be in each, what bears on it, what is said of it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from apps.chronicle.questions import Question, Row, rows
from apps.chronicle.resources import RESOURCES, Resource
from apps.chronicle.subjects import Fact, cited

ASPECTS = {
    "hypothetical": ("memberships", "proposal"),
    "effects": ("legal-effects", "subject"),
    "links": ("links", "subject"),
    "quantities": ("quantities", "subject"),
    "claims": ("claims", "subject"),
    "milestones": ("milestones", "subject"),
}


@dataclass(frozen=True)
class Variant:
    """One proposal, and the facts that tell it from the others."""

    fact: Fact
    aspects: dict[str, tuple[Fact, ...]]


def variants(proposals: Iterable[Row]) -> list[Variant]:
    """One for each of PROPOSALS, in their order; a query for each aspect, however many they are."""
    listed = list(proposals)
    if not listed:
        return []
    slugs = tuple(each["slug"] for each in listed)
    found: list[tuple[str, str, Resource, Row]] = []
    for aspect, (name, key) in ASPECTS.items():
        narrowed = {f"{key}_slug": slugs} | ({"subject_kind": ("proposal",)} if key == "subject" else {})
        for each in rows(RESOURCES[name], Question(values=narrowed)):
            found.append((each[f"{key}_slug"], aspect, RESOURCES[name], each))
    proposal = RESOURCES["proposals"]
    told = cited([*((proposal, each) for each in listed), *((resource, each) for _, _, resource, each in found)])
    aspects: dict[str, dict[str, tuple[Fact, ...]]] = defaultdict(lambda: dict.fromkeys(ASPECTS, ()))
    for slug, aspect, resource, each in found:
        aspects[slug][aspect] += (told[resource.kind, each["slug"]],)
    return [Variant(told["proposal", slug], aspects[slug]) for slug in slugs]

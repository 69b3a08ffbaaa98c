"""Variants of one proposal side by side: who would be in each, what bears on it, what is said of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
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
OF_THE_IDEA = ("hypothetical", "effects")  # said of an idea as a whole, they are said of its variants too


@dataclass(frozen=True)
class Variant:
    """One proposal, and the facts that tell it from the others; `of_the_idea` holds those of what it is a variant of,
    where there are none of its own."""

    fact: Fact
    aspects: dict[str, tuple[Fact, ...]]
    of_the_idea: dict[str, tuple[Fact, ...]]


def variants(proposals: Iterable[Row]) -> list[Variant]:
    """One for each of PROPOSALS, in their order; a query for each aspect, however many they are."""
    listed = list(proposals)
    if not listed:
        return []
    ideas = {each["variant_of_slug"] for each in listed} - {None}
    found = [*_found(tuple(ideas | {each["slug"] for each in listed}))]
    proposal = RESOURCES["proposals"]
    told = cited([*((proposal, each) for each in listed), *((resource, each) for _, _, resource, each in found)])
    aspects: dict[str, dict[str, tuple[Fact, ...]]] = defaultdict(lambda: dict.fromkeys(ASPECTS, ()))
    for slug, aspect, resource, each in found:
        aspects[slug][aspect] += (told[resource.kind, each["slug"]],)
    return [Variant(told["proposal", each["slug"]], aspects[each["slug"]], _of_the_idea(each, aspects))
            for each in listed]  # fmt: skip


def _found(slugs: tuple[str, ...]) -> Iterator[tuple[str, str, Resource, Row]]:
    """What there is of proposals: the slug of each, the aspect, and the row."""
    for aspect, (name, key) in ASPECTS.items():
        narrowed = {f"{key}_slug": slugs} | ({"subject_kind": ("proposal",)} if key == "subject" else {})
        for each in rows(RESOURCES[name], Question(values=narrowed)):
            yield each[f"{key}_slug"], aspect, RESOURCES[name], each


def _of_the_idea(variant: Row, aspects: Mapping[str, dict[str, tuple[Fact, ...]]]) -> dict[str, tuple[Fact, ...]]:
    own, whole = aspects[variant["slug"]], aspects[variant["variant_of_slug"]]
    return {aspect: () if own[aspect] else whole[aspect] for aspect in OF_THE_IDEA}

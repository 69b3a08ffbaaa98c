"""Everything that is known about one subject, each fact with its citations."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from apps.chronicle.models import Citation
from apps.chronicle.models.conflict import Conflict
from apps.chronicle.questions import Question, Row, row, rows, selected
from apps.chronicle.resources import RESOURCES, Resource

Named = tuple[str, str]  # kind and slug
HELD = {"requires", "constrains", "blocks", "excludes"}  # effects that stand in the way of something


@dataclass(frozen=True)
class Fact:
    """One row, who says so, and on what of it they disagree."""

    resource: Resource
    row: Row
    citations: tuple[Row, ...] = ()
    conflicts: tuple[str, ...] = ()

    @property
    def named(self) -> Named:
        return self.resource.kind, self.row["slug"]


@dataclass(frozen=True)
class Subject:
    """A fact, and the facts about it by section: the sections of `SECTIONS`, empty ones too."""

    fact: Fact
    sections: Mapping[str, tuple[Fact, ...]]
    sources: Mapping[str, Row]

    @property
    def citations(self) -> list[Row]:
        """All citations on the page."""
        facts = [self.fact, *(fact for section in self.sections.values() for fact in section)]
        found = {citation["slug"]: citation for fact in facts for citation in fact.citations}
        return list(found.values())


def subject(resource: Resource, slug: str, question: Question) -> Subject | None:
    """The record with this slug and what is known about it; None where it was not known.

    QUESTION gives the day on which each fact tells its certainty; nothing is left out for it.
    """
    own = row(resource, slug, question)
    if own is None:
        return None
    found = {name: _section(name, resource, slug, question) for name in SECTIONS}
    found["effects"] += _on_what_it_proposes(resource, own, question)
    found["hindered"] = _hindered(found["imposes"], question)
    told = cited([(resource, own), *((where, each) for section in found.values() for where, each in section)])
    facts = {name: tuple(told[where.kind, each["slug"]] for where, each in section) for name, section in found.items()}
    whole = Subject(told[resource.kind, slug], facts, {})
    return Subject(whole.fact, facts, sources(whole.citations))


def cited(found: Iterable[tuple[Resource, Row]]) -> dict[Named, Fact]:
    """Facts with their citations and conflicts, in two queries however many they are."""
    listed = {(resource.kind, each["slug"]): (resource, each) for resource, each in found}
    slugs: dict[str, list[str]] = defaultdict(list)
    for kind, slug in listed:
        slugs[kind].append(slug)
    if not slugs:
        return {}
    wanted = reduce(or_, (Q(subject_kind=kind, subject_slug__in=some) for kind, some in slugs.items()))
    citations, conflicts = _citations(wanted), _conflicts(wanted)
    return {
        named: Fact(*each, tuple(citations.get(named, ())), tuple(conflicts.get(named, ())))
        for named, each in listed.items()
    }


def sources(citations: Iterable[Row]) -> dict[str, Row]:
    """The works that are cited, by slug."""
    slugs = sorted({citation["source_slug"] for citation in citations})
    found = RESOURCES["sources"].model._default_manager.filter(pk__in=slugs)
    return {each["slug"]: each for each in found.values(*selected(RESOURCES["sources"], Question()))}


def _citations(wanted: Q) -> dict[Named, list[Row]]:
    found: dict[Named, list[Row]] = defaultdict(list)
    columns = selected(RESOURCES["citations"], Question())
    for each in Citation.objects.filter(wanted).order_by("slug").values(*columns):
        found[each["subject_kind"], each["subject_slug"]].append(each)
    return found


def _conflicts(wanted: Q) -> dict[Named, list[str]]:
    found: dict[Named, list[str]] = defaultdict(list)
    for kind, slug, edge in Conflict.objects.filter(wanted).values_list("subject_kind", "subject_slug", "edge"):
        found[kind, slug].append(edge)
    return found


Found = list[tuple[Resource, Row]]


def _links(key: str) -> Any:
    """A section of rows that link to the subject under KEY."""

    def narrow(resource: Resource, kind: str, slug: str, found: Any) -> list[Row]:
        fixed = {**resource.links, **resource.link_lists}[key]
        if fixed is not None and fixed != kind:
            return []
        if key in resource.links:
            narrowed = {f"{key}_slug": slug} | ({} if fixed else {f"{key}_kind": kind})
            return list(found.filter(**narrowed))
        listed = found.filter(**{f"{key}_slug__contains": [slug]})
        return [each for each in listed if fixed or _holds(each, key, (kind, slug))]

    return narrow


def _holds(found: Row, key: str, named: Named) -> bool:
    return named in zip(found[f"{key}_kind"], found[f"{key}_slug"], strict=True)


SECTIONS: dict[str, tuple[str, Any]] = {
    "members": ("memberships", _links("target")),
    "memberships": ("memberships", _links("actor")),
    "successors": ("memberships", _links("follows")),
    "hypothetical": ("memberships", _links("proposal")),
    "partnerships": ("partnerships", _links("parties")),
    "proposed_by": ("proposals", _links("proposes")),
    "proposals": ("proposals", _links("proposers")),
    "variants": ("proposals", _links("variant_of")),
    "effects": ("legal-effects", _links("subject")),
    "imposes": ("legal-effects", _links("legal_basis")),
    "links": ("links", _links("subject")),
    "linked": ("links", _links("object")),
    "milestones": ("milestones", _links("subject")),
    "quantities": ("quantities", _links("subject")),
    "claims": ("claims", _links("subject")),
    "coverage": ("coverage", _links("target")),
}


def _section(name: str, resource: Resource, slug: str, question: Question) -> Found:
    of, narrow = SECTIONS[name]
    asked = RESOURCES[of]
    found = narrow(asked, resource.kind, slug, _told(rows(asked, Question()), question))
    return [(asked, each) for each in sorted(found, key=_place)]


def _told(found: Any, question: Question) -> Any:
    """Rows with their certainty on the day of QUESTION, all of them."""
    return found.certainty_at(question.valid_at) if question.valid_at else found


def _place(found: Row) -> tuple[bool, Any, str]:
    """By first possible start, what has none first where it was always so and last where nobody knows."""
    day = found["start_earliest"]
    return (day is None and found["start_edtf"] != "..", day.toordinal() if day else 0, found["slug"])


def _on_what_it_proposes(resource: Resource, own: Row, question: Question) -> Found:
    """A proposal is held by the law that bears on what it proposes."""
    if resource.kind != "proposal" or not own["proposes_slug"]:
        return []
    effects = RESOURCES["legal-effects"]
    proposed = set(zip(own["proposes_kind"], own["proposes_slug"], strict=True))
    found = _told(rows(effects, Question(values={"subject_slug": tuple(own["proposes_slug"])})), question)
    return [(effects, each) for each in found if (each["subject_kind"], each["subject_slug"]) in proposed]


def _hindered(imposed: Found, question: Question) -> Found:
    """Proposals of what this law stands in the way of."""
    proposals = RESOURCES["proposals"]
    held = {(each["subject_kind"], each["subject_slug"]) for _, each in imposed if each["effect"] in HELD}
    things = tuple(slug for kind, slug in held if kind != "proposal")
    if not held:
        return []
    wanted = Q(proposes_slug__overlap=list(things)) | Q(slug__in=[slug for kind, slug in held if kind == "proposal"])
    found = _told(rows(proposals, Question()).filter(wanted), question)
    return [
        (proposals, each)
        for each in found
        if held & ({("proposal", each["slug"])} | set(zip(each["proposes_kind"], each["proposes_slug"], strict=True)))
    ]

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
    found = _sections(resource, slug, question)
    found["effects"] += _on_what_it_proposes(resource, own, question)
    found["of_the_idea"] = [] if found["hypothetical"] else _of_the_idea(own, question)
    found["hindered"] = _hindered(found["imposes"], question)
    told = cited([(resource, own), *((where, each) for section in found.values() for where, each in section)])
    facts = {name: tuple(told[where.kind, each["slug"]] for where, each in section) for name, section in found.items()}
    whole = Subject(told[resource.kind, slug], facts, {})
    return Subject(whole.fact, facts, sources(whole.citations))


def cited(found: Iterable[tuple[Resource, Row]]) -> dict[Named, Fact]:
    """Facts with their citations and conflicts, in two queries however many they are."""
    listed = {(resource.kind, each["slug"]): (resource, each) for resource, each in found}
    if not listed:
        return {}
    slugs = {slug for _, slug in listed}
    citations, conflicts = _citations(slugs, listed), _conflicts(slugs)
    return {
        named: Fact(*each, tuple(citations.get(named, ())), tuple(conflicts.get(named, ())))
        for named, each in listed.items()
    }


def sources(citations: Iterable[Row]) -> dict[str, Row]:
    """The works that are cited, by slug."""
    slugs = {citation["source_slug"] for citation in citations}
    found = RESOURCES["sources"].model._default_manager.filter(slug__any_of=slugs)
    return {each["slug"]: each for each in found.values(*selected(RESOURCES["sources"], Question()))}


def _citations(slugs: set[str], listed: Mapping[Named, tuple[Resource, Row]]) -> dict[Named, list[Row]]:
    """By fact. What each is called is known here: to have it looked up again would cost most of the page."""
    found: dict[Named, list[Row]] = defaultdict(list)
    columns = selected(RESOURCES["citations"], Question())
    told = Citation.objects.filter(subject_slug__any_of=slugs).order_by("slug")
    for each in told.values(*(name for name in columns if name != "subject_name")):
        named = each["subject_kind"], each["subject_slug"]
        if named in listed:
            each["subject_name"] = called(listed[named][1])
            found[named].append({name: each[name] for name in columns})
    return found


def called(found: Row) -> str:
    """The name of a record, or what it says."""
    return str(found.get("name") or found.get("statement") or found["label"])


def _conflicts(slugs: set[str]) -> dict[Named, list[str]]:
    found: dict[Named, list[str]] = defaultdict(list)
    told = Conflict.objects.filter(subject_slug__any_of=slugs).order_by("-edge")  # of its start before its end
    for kind, slug, edge in told.values_list("subject_kind", "subject_slug", "edge"):
        found[kind, slug].append(edge)
    return found


Found = list[tuple[Resource, Row]]


# Which rows stand in a section: those of a resource that link to the subject under a key.
SECTIONS: dict[str, tuple[str, str]] = {
    "members": ("memberships", "target"),
    "memberships": ("memberships", "actor"),
    "successors": ("memberships", "follows"),
    "hypothetical": ("memberships", "proposal"),
    "partnerships": ("partnerships", "parties"),
    "proposed_by": ("proposals", "proposes"),
    "proposals": ("proposals", "proposers"),
    "variants": ("proposals", "variant_of"),
    "effects": ("legal-effects", "subject"),
    "imposes": ("legal-effects", "legal_basis"),
    "links": ("links", "subject"),
    "linked": ("links", "object"),
    "milestones": ("milestones", "subject"),
    "quantities": ("quantities", "subject"),
    "claims": ("claims", "subject"),
    "coverage": ("coverage", "target"),
}


def _sections(resource: Resource, slug: str, question: Question) -> dict[str, Found]:
    """All sections, in one query for each resource whose rows can link to the subject."""
    found: dict[str, Found] = {name: [] for name in SECTIONS}
    for of in dict.fromkeys(of for of, _ in SECTIONS.values()):
        asked = RESOURCES[of]
        keys = {name: key for name, (where, key) in SECTIONS.items() if where == of and _may_be(asked, key, resource)}
        if not keys:
            continue
        wanted = reduce(or_, (_links_to(asked, key, slug) for key in keys.values()))
        for each in sorted(_told(rows(asked, Question()).filter(wanted), question), key=_place):
            for name, key in keys.items():
                if (resource.kind, slug) in _linked(asked, each, key):
                    found[name].append((asked, each))
    return found


def _may_be(asked: Resource, key: str, resource: Resource) -> bool:
    """Whether what a row of ASKED names under KEY can be of RESOURCE."""
    return {**asked.links, **asked.link_lists}[key] in (None, resource.kind)


def _links_to(asked: Resource, key: str, slug: str) -> Q:
    return Q(**{f"{key}_slug": slug}) if key in asked.links else Q(**{f"{key}_slug__contains": [slug]})


def _linked(asked: Resource, found: Row, key: str) -> list[Named]:
    """What a row names under KEY."""
    slugs = found[f"{key}_slug"] if key in asked.link_lists else [found[f"{key}_slug"]]
    fixed = {**asked.links, **asked.link_lists}[key]
    kinds = [fixed] * len(slugs) if fixed else found[f"{key}_kind"]
    return list(zip([kinds] if isinstance(kinds, str) else kinds, slugs, strict=True))


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


def _of_the_idea(own: Row, question: Question) -> Found:
    """Who would be in what a variant is a variant of."""
    if not own.get("variant_of_slug"):
        return []
    memberships = RESOURCES["memberships"]
    found = _told(rows(memberships, Question(values={"proposal_slug": (own["variant_of_slug"],)})), question)
    return [(memberships, each) for each in found]


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

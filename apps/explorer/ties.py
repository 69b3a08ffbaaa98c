"""What else ties two actors to others, beside memberships: partnerships, links and law."""

from typing import Any

from django.db.models import Q

from apps.chronicle.questions import Question, rows
from apps.chronicle.resources import RESOURCES
from apps.chronicle.spells import Ref
from apps.chronicle.subjects import Fact, Subject, cited, sources
from apps.explorer.clocks import Clocks
from apps.explorer.lines import Line, lines
from apps.explorer.references import References

Told = list[tuple[Line, str]]


def ties(one: Ref, other: Ref, clocks: Clocks) -> list[tuple[str, list[tuple[str, Told]]]]:
    """Sections, each with what is so of the first and what is so of the second, and where it says who says so."""
    found = [("Partnerships", "partnerships", "partnerships", _is_party), ("Links", "links", "links", _is_subject),
             ("Law", "legal-effects", "effects", _is_subject)]  # fmt: skip
    told = []
    for title, name, section, narrow in found:
        halves = [(ref.name, _worded(name, section, narrow(ref), ref, clocks)) for ref in (one, other)]
        if any(listed for _, listed in halves):
            told.append((title, halves))
    return told


def _is_party(ref: Ref) -> Q:
    return Q(parties_slug__contains=[ref.slug])


def _is_subject(ref: Ref) -> Q:
    return Q(subject_slug=ref.slug, subject_kind=ref.kind)


def _worded(name: str, section: str, wanted: Q, ref: Ref, clocks: Clocks) -> Told:
    resource = RESOURCES[name]
    listed: Any = rows(resource, Question()).filter(wanted).certainty_at(clocks.day)
    facts: tuple[Fact, ...] = tuple(cited((resource, row) for row in listed).values())
    if not facts:
        return []
    whole = Subject(facts[0], {section: facts}, {})
    whole = Subject(facts[0], {section: facts}, sources(whole.citations))
    page = clocks.record(ref.kind, ref.slug)
    found = lines(section, facts, clocks, References(whole, clocks))
    return [(line, line.url or f"{page}#{line.anchor}") for line in found]

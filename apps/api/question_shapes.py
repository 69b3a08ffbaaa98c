"""The shapes in JSON of answers to questions across rooms."""

from typing import Any

from apps.chronicle.clock import Known
from apps.chronicle.compare import Comparison
from apps.chronicle.conflicts import Conflict
from apps.chronicle.difference import Difference, Edited
from apps.chronicle.matrix import Matrix, Total
from apps.chronicle.overlaps import Combination, Overlaps, Pair
from apps.chronicle.presence import Pair as Cell
from apps.chronicle.questions import Row
from apps.chronicle.resources import BY_KIND, RESOURCES, Resource
from apps.chronicle.shapes import address, instant, key, shape
from apps.chronicle.spells import Ref
from apps.chronicle.timeline import Line

Shape = dict[str, Any]
SAID = (
    "slug",
    "url",
    "source",
    "stance",
    "locator",
    "footnote",
    "as_printed",
    "asserted_start",
    "asserted_end",
    "note",
)


def conflict(found: Conflict) -> Shape:
    return {
        "fact": _link(found.resource, found.fact["slug"], found.name),
        "edge": found.edge,
        "preferred": found.preferred,
        "reason": found.reason,
        "citations": [_said(citation) for citation in found.citations],
    }


def matrix(found: Matrix) -> Shape:
    return {
        "actors": [_total(each) for each in found.actors],
        "targets": [_total(each) for each in found.targets],
        "cells": [_cell(each) for each in found.cells],
    }


def comparison(found: Comparison) -> Shape:
    return {
        "began": [shape(found.resource, row) for row in found.began],
        "ended": [shape(found.resource, row) for row in found.ended],
        "changed": [
            {
                "certainty": each.after["certainty"],
                "before": shape(found.resource, each.before),
                "after": shape(found.resource, each.after),
            }
            for each in found.changed
        ],
    }


def known(found: Known) -> Shape:
    return {"changeset": found.changeset, "known_at": instant(found.instant) if found.instant else None}


def counts(found: Difference) -> Shape:
    return {"added": len(found.added), "changed": len(found.changed), "withdrawn": len(found.withdrawn)}


def difference(found: Difference) -> Shape:
    return {
        "added": [_row(found.resource, row) for row in found.added],
        "changed": [_row(found.resource, each.after) | _fields(found.resource, each) for each in found.changed],
        "withdrawn": [_row(found.resource, row) for row in found.withdrawn],
    }


def overlaps(found: Overlaps) -> Shape:
    return {
        "targets": [_ref(each) for each in found.targets],
        "combinations": [_combination(each) for each in found.combinations],
        "pairs": [_pair(each) for each in found.pairs],
    }


def line(found: Line) -> Shape:
    return shape(found.resource, found.row) | {
        "resource": found.resource.name,
        "milestones": [shape(RESOURCES["milestones"], row) for row in found.milestones],
        "legal_effects": [shape(RESOURCES["legal-effects"], row) for row in found.legal_effects],
    }


def _said(citation: Row) -> Shape:
    shaped = shape(RESOURCES["citations"], citation)
    return {name: shaped[name] for name in SAID}


def _total(found: Total) -> Shape:
    return _ref(found.of) | {"certain": found.certain, "possible": found.possible}


def _cell(found: Cell) -> Shape:
    return {
        "actor": _ref(found.member),
        "target": _ref(found.target),
        "certainty": found.certainty,
        "roles": found.roles,
        "memberships": sorted(spell.slug for spell in found.current),
    }


def _row(resource: Resource, row: Row) -> Shape:
    if resource == RESOURCES["citations"]:
        return _link(resource, row["slug"], f"{row['source_name']}: {row['subject_name']}")
    return _link(resource, row["slug"], row["name" if resource.has("name") else "label"])


def _fields(resource: Resource, edited: Edited) -> Shape:
    before, after = shape(resource, edited.before), shape(resource, edited.after)
    names = dict.fromkeys(key(resource, column) for column in edited.columns)
    shown = {name: {"before": before[name], "after": after[name]} for name in names if name in after}
    return {"fields": shown}


def _combination(found: Combination) -> Shape:
    return {"targets": [each.slug for each in found.targets]} | _actors(found)


def _pair(found: Pair) -> Shape:
    jaccard = {"certain": found.jaccard_certain, "possible": found.jaccard_possible}
    return {"targets": [each.slug for each in found.targets]} | _actors(found) | {"jaccard": jaccard}


def _actors(found: Combination | Pair) -> Shape:
    return {
        "size": {"certain": len(found.certain), "possible": len(found.possible)},
        "certain": [_ref(each) for each in found.certain],
        "possible": [_ref(each) for each in found.possible],
    }


def _ref(found: Ref) -> Shape:
    return _link(BY_KIND[found.kind], found.slug, found.name)


def _link(resource: Resource, slug: str, name: str) -> Shape:
    return {"slug": slug, "name": name, "kind": resource.kind, "url": address(resource, slug)}

"""Schemas of answers to questions across rooms, and of the two feeds, as `question_shapes` and `feeds` write them."""

from typing import Any

from apps.api.openapi.answers import closed, page
from apps.api.openapi.rows import TEXT, TEXTS, ref, schemas
from apps.api.question_shapes import SAID
from apps.chronicle.compare import COMPARED
from apps.chronicle.conflicts import EDGES
from apps.chronicle.resources import RESOURCES, Resource
from apps.chronicle.timeline import SHOWN

Schema = dict[str, Any]
NUMBER, SHARE = {"type": "integer"}, {"type": ["number", "null"], "minimum": 0, "maximum": 1}
CERTAINTY = {"type": "string", "enum": ["certain", "possible"]}
KNOWN = closed({"changeset": NUMBER, "known_at": {"type": ["string", "null"], "format": "date-time"}})
BOTH = {"certain": NUMBER, "possible": NUMBER}
AXIS = {"type": "string", "enum": ["world", "record"], "description": "What changed: the world, or our record of it."}


def question(name: str) -> Schema:
    """The schema of the answer to a question."""
    return closed(ANSWERS[name]() | {"basis": ref("Basis")})


ADDRESS = {"type": ["string", "null"], "description": "Address of the version beside this one (RFC 5829)."}
MERGED = {"merged_into": {"type": ["string", "null"], "description": "Address of the record that it turned out to be."}}


def changes() -> Schema:
    rows: list[Schema] = [ref(each.model.__name__) for each in RESOURCES.values() if each.remembered]
    row = {"anyOf": [*rows, {"type": "null"}], "description": "The row; null where it was not there."}
    names = {"type": "string", "enum": [each.name for each in RESOURCES.values() if each.remembered]}
    named = {"changeset": NUMBER, "resource": names, "slug": TEXT, "url": TEXT}
    who = {"author": TEXT, "approved_by": TEXT | {"description": "Who approved it; empty: published directly."}}
    return page(closed(named | who | {"verb": ref("Verb"), "axis": AXIS, "before": row, "after": row} | MERGED))


def history(resource: Resource) -> Schema:
    row = {"anyOf": [ref(resource.model.__name__), {"type": "null"}], "description": "Null while it was withdrawn."}
    act = {"changeset": NUMBER, "url": TEXT, "instant": {"type": "string", "format": "date-time"}}
    told = {"author": TEXT, "approved_by": TEXT, "reason": TEXT, "verb": ref("Verb"), "axis": AXIS, "record": row}
    beside = dict.fromkeys(("predecessor-version", "successor-version"), ADDRESS)
    return closed({"results": _list(closed(act | told | MERGED | beside)), "basis": ref("Basis")})


def _conflicts() -> Schema:
    citation = schemas()["CitationFields"]["properties"]
    held = {"type": ["string", "boolean", "null"], "description": "What the record holds."}
    found = {
        "fact": ref("Reference"),
        "edge": {"type": "string", "enum": list(EDGES)},
        "preferred": held,
        "reason": TEXT,
    }
    return {"results": _list(closed(found | {"citations": _list(closed({name: citation[name] for name in SAID}))}))}


def _matrix() -> Schema:
    total, pair = (
        _list(_reference_and(BOTH)),
        {"actor": ref("Reference"), "target": ref("Reference"), "certainty": CERTAINTY},
    )
    cell = pair | {"roles": _list(ref("Role")), "memberships": TEXTS}
    return {"actors": total, "targets": total, "cells": _list(closed(cell))}


def _compare() -> Schema:
    return {"results": closed({each.name: _comparison(ref(each.model.__name__)) for each in COMPARED})}


def _comparison(row: Schema) -> Schema:
    changed = closed({"certainty": CERTAINTY, "before": row, "after": row})
    return closed({"began": _list(row), "ended": _list(row), "changed": _list(changed)})


def _diff() -> Schema:
    fields = {"type": "object", "additionalProperties": closed({"before": {}, "after": {}})}
    links, changed = _list(ref("Reference")), _list(_reference_and({"fields": fields}))
    found = closed({"added": links, "changed": changed, "withdrawn": links})
    counts = closed({"added": NUMBER, "changed": NUMBER, "withdrawn": NUMBER})
    by_resource = {"counts": _by_resource(counts), "results": _by_resource(found)}
    return {"known_from": KNOWN, "known_to": KNOWN} | by_resource


def _overlaps() -> Schema:
    links = _list(ref("Reference"))
    way = {"targets": TEXTS, "size": closed(BOTH), "certain": links, "possible": links}
    pairs = way | {"jaccard": closed({"certain": SHARE, "possible": SHARE})}
    return {"targets": links, "combinations": _list(closed(way)), "pairs": _list(closed(pairs))}


def _timeline() -> Schema:
    beside = {"milestones": _list(ref("Milestone")), "legal_effects": _list(ref("LegalEffect"))}
    lines = []
    for resource in SHOWN:
        row = schemas()[f"{resource.model.__name__}Fields"]["properties"]
        own = {"resource": {"const": resource.name}}
        lines.append(closed(row | own | beside, optional=("citations", "basis")))
    return {"results": _list({"anyOf": lines})}


def _reference_and(others: Schema) -> Schema:
    return closed(schemas()["Reference"]["properties"] | others)


def _by_resource(schema: Schema) -> Schema:
    return {"type": "object", "propertyNames": {"enum": list(RESOURCES)}, "additionalProperties": schema}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


ANSWERS = {
    "conflicts": _conflicts,
    "matrix": _matrix,
    "compare": _compare,
    "diff": _diff,
    "overlaps": _overlaps,
    "timeline": _timeline,
}

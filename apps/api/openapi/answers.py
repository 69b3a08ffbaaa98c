"""Answers: their headers, what they rest on, and problems."""

from typing import Any

from apps.api.openapi.rows import ref
from apps.api.problems import TITLES, Away, Behind

TEXT = {"type": "string"}
DAY = {"type": ["string", "null"], "format": "date"}
ONLY_OF_ONE = (404, 410)  # there is a list of everything, though it may be empty
WAIT = (412, 429, 503)  # told with when to ask again
NOT_OF_A_QUESTION = (405,)  # no verb but those described here
HEADERS = {
    "ETag": "A strong validator: send it back as If-None-Match.",
    "Last-Modified": "When the changeset began that the answer rests on.",
    "Cache-Control": "Answers pinned by changeset or release are immutable; others are to be asked for again.",
    "Eudefence-Changeset": "The changeset that the answer rests on.",
    "Eudefence-Valid-At": "The day asked about; empty without one.",
    "Eudefence-Known-At": "When that changeset began; empty before the first.",
    "Link": "Other answers that this one leads to (RFC 8288): pages beside it, versions, mementos.",
    "Memento-Datetime": "The same, where known_at was asked for (RFC 7089).",
}
EVERYWHERE = ("ETag", "Cache-Control", "Eudefence-Changeset", "Eudefence-Valid-At", "Eudefence-Known-At")
BASIS = {
    "type": "object",
    "description": "What an answer rests on: both clocks.",
    "properties": {
        "valid_at": DAY | {"description": "The day asked about."},
        "valid_from": DAY | {"description": "The first day asked about, where it was."},
        "valid_to": DAY | {"description": "The day after the last one asked about, where it was."},
        "known_at": {
            "type": ["string", "null"],
            "format": "date-time",
            "description": "When the changeset began; null before the first.",
        },
        "changeset": {"type": "integer", "description": "The changeset at which everything was read."},
        "projected": {"type": "boolean", "description": "Whether a day after that of the changeset was asked about."},
    },
    "required": ["valid_at", "known_at", "changeset", "projected"],
    "additionalProperties": False,
}
PROBLEM = {
    "type": "object",
    "description": "RFC 9457.",
    "properties": {
        "type": TEXT | {"format": "uri-reference"},
        "title": TEXT,
        "status": {"type": "integer"},
        "detail": TEXT | {"description": "What was wrong, which value, what to do."},
        "instance": TEXT | {"description": "The address that was asked."},
        "withdrawn": {
            "type": "object",
            "description": "With 410 and 308: who withdrew it, when and why, and the address of its last version.",
            "properties": {"changeset": {"type": "integer"}}
            | dict.fromkeys(("instant", "author", "reason", "last_version"), TEXT),
        },
        "merged_into": TEXT | {"description": "With 308: the address of the record that it turned out to be."},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"parameter": TEXT, "detail": TEXT},
                "required": ["parameter", "detail"],
            },
        },
    },
    "required": ["title", "status", "detail"],
}
BAD = "There is no parameter “colour” here. Known: known_at, valid_at."
NOT_THERE = "No format “atlantis” was known at changeset 2."
SAID = {
    400: BAD,
    404: NOT_THERE,
    410: "“x” was withdrawn in changeset 3: It was entered twice.",
    412: str(Behind(41, 40).detail),
    503: Away.default_detail,
}


def headers() -> dict[str, Any]:
    described = {name: {"description": words, "schema": TEXT} for name, words in HEADERS.items()}
    wait = {"description": "Seconds after which to ask again.", "schema": {"type": "integer"}}
    there = {"description": "Where to ask instead.", "required": True, "schema": {"type": "string"}}
    always = {name: each | {"required": name in EVERYWHERE} for name, each in described.items()}
    return always | {"Retry-After": wait, "Location": there}


def problems() -> dict[str, Any]:
    """An answer for each status that can go wrong, by the name by which operations refer to it."""
    return {f"Problem{status}": _problem(status) for status in TITLES} | {
        "NotModified": {"description": "The client has it already.", "headers": _headers()},
        "Found": {
            "description": "With `Accept-Datetime`: the answer known at that date is at `Location`.",
            "headers": _of("Location"),
        },
        "Merged": {
            "description": "It turned out to be another record: the same question about that one is at `Location`.",
            "headers": _of("Location"),
            "content": {"application/json": {"schema": ref("Problem")}},
        },
    }


def responses(content: dict[str, Any], words: str, *, one: bool = False) -> dict[str, Any]:
    """What an operation can answer: CONTENT, nothing new, or a problem; what is ONE thing may not be there."""
    left_out = NOT_OF_A_QUESTION if one else (*NOT_OF_A_QUESTION, *ONLY_OF_ONE)
    refused = {str(status): _ref(f"Problem{status}") for status in TITLES if status not in left_out}
    found = {"description": words, "headers": _headers(), "content": content}
    moved = {"302": _ref("Found"), "304": _ref("NotModified")} | ({"308": _ref("Merged")} if one else {})
    return {"200": found, **moved, **refused}


def json(schema: dict[str, Any], example: Any = None) -> dict[str, Any]:
    return {"application/json": {"schema": schema} | ({} if example is None else {"example": example})}


def page(items: dict[str, Any]) -> dict[str, Any]:
    """A page of rows, and the addresses of those beside it."""
    beside = {"type": ["string", "null"], "description": "Address of the page beside it; null where there is none."}
    rows = {"type": "array", "items": items}
    count = {"type": "integer", "description": "With `count=exact`: rows on all pages."}
    properties = {"count": count, "next": beside, "previous": beside, "results": rows, "basis": ref("Basis")}
    return closed(properties, optional=("count",))


def closed(properties: dict[str, Any], optional: tuple[str, ...] = ()) -> dict[str, Any]:
    """An object with these properties and no others."""
    required = [name for name in properties if name not in optional]
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _headers() -> dict[str, Any]:
    return _of(*HEADERS)


def _of(*names: str) -> dict[str, Any]:
    return {name: {"$ref": f"#/components/headers/{name}"} for name in names}


def _problem(status: int) -> dict[str, Any]:
    title, detail = TITLES[status], SAID.get(status, f"{TITLES[status]}.")
    example = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": detail,
        "instance": "/api/v1/x/",
    }
    errors = {"errors": [{"parameter": "colour", "detail": detail}]} if status == 400 else {}
    content = {"application/problem+json": {"schema": ref("Problem"), "example": example | errors}}
    wait = {"headers": _of("Retry-After")} if status in WAIT else {}
    return {"description": title, "content": content} | wait


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/responses/{name}"}

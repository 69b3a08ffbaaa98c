"""Parameters as the readers take them, with an example of each that answers."""

from typing import Any

from django.db import models

from apps.api.grammar import MOST_ROWS, PAGE_SIZE, of_list
from apps.api.openapi.examples import examples
from apps.api.openapi.rows import ref
from apps.api.selections import MOST_LETTERS, expandable, orderable
from apps.chronicle.conflicts import EDGES
from apps.chronicle.overlaps import MOST_TARGETS
from apps.chronicle.parameters import MOST_VALUES, filters
from apps.chronicle.resources import RESOURCES, Resource
from apps.chronicle.shapes import keys
from apps.cooperation.models import Standing

Parameter = dict[str, Any]
DAY = {"type": "string", "format": "date"}
SLUG = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
KNOWN = {"type": "string", "minLength": 1}
GRAMMAR = "An RFC 3339 instant such as `2026-05-31T12:00:00Z`, `changeset:41` or `release:paper`."


def _general(name: str, schema: dict[str, Any], description: str, example: Any) -> Parameter:
    return {"name": name, "in": "query", "description": description, "schema": schema, "example": example}


GENERAL = {
    each["name"]: each
    for each in (
        _general("valid_at", DAY, "Rows possibly in force that day; each says its `certainty`.", "2018-06-01"),
        _general("valid_from", DAY, "Rows that may meet the days from this one on.", "2016-01-01"),
        _general("valid_to", DAY, "Rows that may meet the days before this one.", "2022-01-01"),
        _general("certainty", {"type": "string", "enum": ["certain", "possible"]},
                 "Only rows so flagged; needs a day or days.", "certain"),
        _general("known_at", KNOWN, f"As the record stood then. {GRAMMAR} Without it: what is published now.",
                 "release:paper"),
        _general("min_changeset", {"type": "integer", "minimum": 0, "maximum": 999_999_999},
                 "Answered at this changeset or a later one, else refused with 412: whoever wrote changeset 41 asks so "
                 "for nothing older. Not beside `known_at`, `known_to` or `cursor`.", 1),
        _general("known_from", KNOWN, f"The earlier of two known times. {GRAMMAR}", "changeset:1"),
        _general("known_to", KNOWN, f"The later of two known times. {GRAMMAR} Without it: now.", "changeset:2"),
        _general("from", DAY, "The earlier of two days.", "2016-01-01"),
        _general("to", DAY, "The later of two days.", "2022-01-01"),
        _general("edge", {"type": "string", "enum": list(EDGES)}, "What of the fact is in doubt.", "start"),
        _general("count", {"type": "string", "enum": ["exact"]}, "Adds `count`, the number of rows on all pages.",
                 "exact"),
        _general("page_size", {"type": "integer", "minimum": 1, "maximum": MOST_ROWS, "default": PAGE_SIZE},
                 "Rows on a page.", 10),
        _general("after", {"type": "integer", "minimum": 0, "maximum": 999_999_999, "default": 0},
                 "Changes of changesets after this one; 0 begins at the beginning.", 1),
        _general("q", {"type": "string", "minLength": 1, "maxLength": MOST_LETTERS, "pattern": r"\S"},
                 "Every word stands in a name, alias, acronym, title or label, whatever the accents and capitals.",
                 "european"),
    )
}  # fmt: skip
GENERAL["formats"] = {
    "name": "formats",
    "in": "query",
    "description": f"What to compare: slugs of formats, instruments, organisations; at most {MOST_TARGETS}.",
    "schema": {"type": "array", "items": SLUG, "minItems": 1, "maxItems": MOST_TARGETS},
    "style": "form",
    "explode": False,
    "example": ["e5", "eurocorps"],
}
GENERAL["cursor"] = {
    "name": "cursor",
    "in": "query",
    "description": "Where a page begins: taken from `next` or `previous`. It carries its changeset, so `known_at` and "
    "it exclude each other.",
    "schema": {"type": "string"},
}
NEEDED = {"compare": ("from", "to"), "diff": ("known_from",), "overlaps": ("formats",)}


def components() -> dict[str, Parameter]:
    """Every parameter, by the name by which operations refer to it: those of a resource begin with its name."""
    own = {
        f"{resource.name}.{name}": each
        for resource in RESOURCES.values()
        for name, each in _own(resource, examples()[resource.name]).items()
        if name in of_list(resource)
    }
    return GENERAL | own


def of_question(question: str, names: tuple[str, ...], resource: Resource) -> list[Parameter]:
    """The parameters of a question across rooms, some of which it cannot do without."""
    needed = NEEDED.get(question, ())
    others = described(tuple(name for name in names if name not in needed), resource)
    return [GENERAL[name] | {"required": True} for name in needed] + others


def described(names: tuple[str, ...], resource: Resource) -> list[Parameter]:
    """Parameters of addresses of a resource."""
    shared = (name if name in GENERAL else f"{resource.name}.{name}" for name in names)
    return [{"$ref": f"#/components/parameters/{name}"} for name in shared]


def _own(resource: Resource, row: dict[str, Any]) -> dict[str, Parameter]:
    standings = {"type": "string", "enum": ["all", "participating", *Standing.values]}
    standing = f"“all”, or standings joined by commas. Default: {resource.standing}."
    own = {name: _filter(resource, name, column, row) for name, column in filters(resource)}
    orders = [f"{sign}{key}" for key in orderable(resource) for sign in ("", "-")]
    return own | {
        "standing": _listed("standing", standings, standing, ["all"]),
        "fields": _listed("fields", _enum([*keys(resource), *expandable(resource)]),
                          "Only these keys of a row; its own key stays, and what is expanded.", [resource.key]),
        "ordering": _listed("ordering", _enum(orders),
                            "By these, links by their slugs; `-` turns round; null is greatest; the slug comes last.",
                            [f"-{resource.key}"]),
        "expand": _listed("expand", _enum(expandable(resource)), "Whole rows in place of links, at both clocks.",
                          expandable(resource)[-1:]),
    }  # fmt: skip


def _filter(resource: Resource, name: str, column: str, row: dict[str, Any]) -> Parameter:
    field = resource.model._meta.get_field(column)
    example = _example(name, column, row)
    if isinstance(field, models.BooleanField):
        return _listed(name, {"type": "boolean"}, "Only rows where this is so, or not so.", example)
    if isinstance(field, models.IntegerField):
        return _listed(name, {"type": "integer", "minimum": 0, "maximum": 999_999_999}, "Only these.", example)
    if column in resource.vocabularies:
        return _listed(name, ref(resource.vocabularies[column].__name__), f"Only of this {name}.", example)
    if name.endswith("_kind"):
        return _listed(name, ref("Kind"), f"Only where its {name.removesuffix('_kind')} is of this kind.", example)
    if name == "identifier":
        return _listed(name, {"type": "string", "pattern": ":"}, "By identifier elsewhere, as scheme:value.", example)
    words = "Only these" if name == resource.key else f"Only what has one of these as its {name}"
    return _listed(
        name, SLUG, f"{words}, by slug. One that nothing ever had is refused where nothing else is found.", example
    )


def _example(name: str, column: str, row: dict[str, Any]) -> list[Any]:
    """A value that finds ROW; none where it has none."""
    value = row.get(name) if name != "identifier" else row["identifiers"][:1]
    if value is None and name.endswith("_kind"):
        value = [each["kind"] for each in row[name.removesuffix("_kind")]][:1]
    values = value if isinstance(value, list) else [value]
    return [each["slug"] if isinstance(each, dict) else each for each in values if each is not None][:1]


def _listed(name: str, items: dict[str, Any], description: str, example: list[Any]) -> Parameter:
    """Values joined by commas, which mean “or”."""
    schema = {"type": "array", "items": items, "minItems": 1, "maxItems": MOST_VALUES}
    found = {"name": name, "in": "query", "description": description, "schema": schema}
    joined = {"style": "form", "explode": False}
    return found | joined | ({"example": example} if example else {})


def _enum(values: list[str]) -> dict[str, Any]:
    return {"type": "string", "enum": list(dict.fromkeys(values))}

"""Schemas of rows: made of the declarations of resources, their vocabularies and the comments on their columns."""

from typing import Any

from django.db.models import TextChoices

from apps.api.selections import expandable
from apps.chronicle.dictionary import relation
from apps.chronicle.resources import BY_KIND, RESOURCES, Resource
from apps.chronicle.shapes import keys

Schema = dict[str, Any]
TEXT, TEXTS = {"type": "string"}, {"type": "array", "items": {"type": "string"}}
TYPES: dict[str, Schema] = {
    "TextField": TEXT,
    "BooleanField": {"type": "boolean"},
    "DateField": {"type": "string", "format": "date"},
    "DateTimeField": {"type": "string", "format": "date-time"},
    "IntegerField": {"type": "integer"},
    "DecimalField": {"type": "number"},
    "ArrayField": TEXTS,
}
CERTAINTY = {
    "enum": ["certain", "possible", "none", None],
    "description": "Whether it is in force on the days asked about; “none” on details only, null without days.",
}


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def name(resource: Resource) -> str:
    """What the schema of a whole row is called; that of any part of it has `Fields` after it."""
    return resource.model.__name__


def rows(resource: Resource) -> Schema:
    """One row as an answer has it: whole, or the fields that were asked for."""
    return {"anyOf": [ref(name(resource)), ref(f"{name(resource)}Fields")]}


def schemas() -> dict[str, Schema]:
    """Every schema that rows are made of, by its name."""
    found: dict[str, Schema] = {
        "Kind": {"type": "string", "enum": list(BY_KIND)},
        "Reference": _reference(),
        "Linked": _linked_anything(),
    }
    for resource in RESOURCES.values():
        found |= {each.__name__: vocabulary(each) for each in resource.vocabularies.values()}
    for resource in RESOURCES.values():
        found |= {name(resource): _whole(resource), f"{name(resource)}Fields": _fields(resource)}
    return found


def vocabulary(choices: type[TextChoices]) -> Schema:
    meanings = "\n".join(f"- `{value}`: {label}" for value, label in choices.choices)
    return {"type": "string", "enum": list(choices.values), "description": meanings}


def comment(resource: Resource, column: str) -> str:
    return relation(resource)["columns"][column]["comment"]


def of_link(resource: Resource, key: str) -> str:
    """What a link leads to, from the comment on its slug."""
    text = comment(resource, f"{key}_slug").removeprefix("Slugs of ").removeprefix("Slug of ")
    return text[:1].upper() + text[1:]


def _reference() -> Schema:
    properties = {
        "slug": TEXT | {"description": "Public name of what is linked."},
        "name": TEXT | {"description": "Its name, or label, at the known time of the answer."},
        "kind": ref("Kind"),
        "url": TEXT | {"description": "Its address, without host."},
    }
    return _closed(properties, list(properties))


def _whole(resource: Resource) -> Schema:
    words = relation(resource)["comment"]
    return {"allOf": [ref(f"{name(resource)}Fields")], "required": keys(resource), "description": words}


def _fields(resource: Resource) -> Schema:
    properties = {key: _property(resource, key) for key in keys(resource)}
    if "citations" in expandable(resource):
        properties["citations"] = _list(ref("Citation")) | {"description": "With `expand=citations`: its citations."}
    properties["basis"] = ref("Basis") | {"description": "On a detail: what the answer rests on."}
    return _closed(properties, [resource.key])


def _property(resource: Resource, key: str) -> Schema:
    if key == ("self" if resource.has("url") else "url"):
        return TEXT | {"description": "Address of this record, without host."}
    if key == "certainty":
        return CERTAINTY
    if key in resource.links:
        others = [{"type": "null"}] if _field(resource, f"{key}_slug").null else []
        return {"anyOf": [*_linked(resource.links[key]), *others], "description": of_link(resource, key)}
    if key in resource.link_lists:
        return _list({"anyOf": _linked(resource.link_lists[key])}) | {"description": of_link(resource, key)}
    return _column(resource, key)


def _linked(kind: str | None) -> list[Schema]:
    """A link, or the whole row where it is expanded."""
    return [ref("Reference"), ref(name(BY_KIND[kind]))] if kind else [ref("Linked")]


def _linked_anything() -> Schema:
    facts = [ref(name(each)) for each in RESOURCES.values() if each.dated]
    return {"anyOf": [ref("Reference"), *facts], "description": "A link, or the whole row where it is expanded."}


def _column(resource: Resource, key: str) -> Schema:
    described = {"description": comment(resource, key)}
    if key in resource.vocabularies:
        return ref(resource.vocabularies[key].__name__) | described
    if key.endswith("_kind"):
        return ref("Kind") | described
    field = _field(resource, key)
    schema = TYPES[field.get_internal_type()]
    return (schema | {"type": [schema["type"], "null"]} if field.null else schema) | described


def _field(resource: Resource, column: str) -> Any:
    return resource.model._meta.get_field(column)


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def _closed(properties: Schema, required: list[str]) -> Schema:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}

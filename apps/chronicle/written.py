"""Values as text that the database writes: the same bytes as those that are written here, row by row."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models

from apps.chronicle.questions import Question, bare
from apps.chronicle.resources import BY_KIND, Resource
from apps.chronicle.shapes import BASE, REST, Columns, rest

INSTANT = """to_char({0} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')"""
LINK = (
    """concat('{{"slug": "', {0}, '", "name": ', to_json({1}::text), ', "kind": "', {2}, '", "url": "', {3}, '"}}')"""
)


@lru_cache(maxsize=500)
def finished(resource: Resource, question: Question) -> tuple[Columns, str]:
    """What to select of the rows that QUESTION asks for, the rest of each as JSON; and the query around them for it."""
    columns, places = bare(resource, question), {column.name for column in question.ordering}
    if not rest(resource):
        return columns, "{rows}"
    first, *others = rest(resource)
    found = [name for name in columns if name in places or name not in (first, *others)]
    start = f"coalesce({value(resource, question, first)}, 'null')"
    written = f"{start} || ',' || {members(resource, question, others, ',', ':')}"
    return (*found, REST), f"select {', '.join(f'r.{name}' for name in found)}, {written} from ({{rows}}) r"


def members(resource: Resource, question: Question, names: Iterable[str], comma: str = ", ", colon: str = ": ") -> str:
    """The SQL of members of a JSON object: the keys NAMES and their values."""
    each = (f"'\"{name}\"{colon}' || coalesce({value(resource, question, name)}, 'null')" for name in names)
    return f" || '{comma}' || ".join(each)


def value(resource: Resource, question: Question, name: str) -> str:
    """The SQL of a value as JSON has it; null where there is none."""
    if name in resource.links:
        kind = resource.links[name]
        link = _link(f"r.{name}_slug", f"r.{name}_name", f"'{kind}'" if kind else f"r.{name}_kind", kind)
        return f"case when r.{name}_slug is not null then {link} end"
    if name in resource.link_lists:
        return _listed(resource, name)
    if not is_column(resource, question, name):
        return (
            "null" if name == "certainty" else f"to_json({address_of(f'r.{resource.key}::text', resource.kind)})::text"
        )
    field = field_of(resource, name)
    if isinstance(field, ArrayField):
        return f"concat('[', (select string_agg(to_json(x)::text, ', ') from unnest(r.\"{name}\") x), ']')"
    if isinstance(field, models.BooleanField):
        return f"case when r.{name} then 'true' when not r.{name} then 'false' end"
    text = as_text(resource, name)
    if isinstance(field, models.IntegerField | models.DecimalField):
        return text
    if isinstance(field, models.DateField):
        return f"'\"' || {text} || '\"'"
    return f"case when {text} = '' then '\"\"' else to_json({text})::text end"  # most texts of most rows are empty


def _listed(resource: Resource, name: str) -> str:
    kind = resource.link_lists[name]
    kinds = f"array_fill('{kind}'::text, array[cardinality(r.{name}_slug)])" if kind else f"r.{name}_kind"
    each = f"unnest(r.{name}_slug, r.{name}_name, {kinds}) with ordinality as u(slug, name, kind, place)"
    link = _link("u.slug", "u.name", "u.kind", kind)
    return f"concat('[', (select string_agg({link}, ', ' order by u.place) from {each}), ']')"


def _link(slug: str, name: str, kind: str, fixed: str | None) -> str:
    return LINK.format(slug, name, kind, address_of(slug, fixed, kind))


def address_of(slug: str, fixed: str | None, kind: str = "") -> str:
    """The address of a record of one kind, else of the kind that its row says."""
    if fixed:
        return f"concat('{BASE}/{BY_KIND[fixed].name}/', {slug}, '/')"
    names = " ".join(f"when '{each}' then '{BASE}/{resource.name}/'" for each, resource in BY_KIND.items())
    return f"concat(case {kind} {names} end, {slug}, '/')"


def as_text(resource: Resource, name: str) -> str:
    """The SQL of a value as text: instants in UTC, numbers without trailing zeros."""
    column, field = f'r."{name}"', field_of(resource, name)
    if isinstance(field, models.DateTimeField):
        return INSTANT.format(column)
    if isinstance(field, models.DecimalField):
        return f"trim_scale({column})::text"
    return f"{column}::text"


def field_of(resource: Resource, name: str) -> Any:
    return models.TextField() if name == "certainty" else resource.model._meta.get_field(name)


def is_column(resource: Resource, question: Question, name: str) -> bool:
    return question.has_days if name == "certainty" else resource.has(name)

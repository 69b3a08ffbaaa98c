"""The tables of a release: one for each resource that is known in time, with the columns of its CSV."""

from collections.abc import Mapping
from dataclasses import dataclass

from apps.chronicle import lines
from apps.chronicle.dictionary import Column as Described
from apps.chronicle.dictionary import relation
from apps.chronicle.resources import BY_KIND, RESOURCES, Resource


@dataclass(frozen=True)
class Kind:
    """What a column holds, in the words of Table Schema, of DuckDB and of SQLite."""

    schema: str
    parquet: str
    sqlite: str


TEXT = Kind("string", "VARCHAR", "text")
KINDS = {
    "text": TEXT,
    "character varying": TEXT,
    "text[]": Kind("list", "VARCHAR[]", "text"),
    "boolean": Kind("boolean", "BOOLEAN", "integer"),
    "date": Kind("date", "DATE", "text"),
    "numeric": Kind("number", "DECIMAL(20,4)", "numeric"),
}
ADDRESS = "Address in the REST API, below that of the site."
# They stand in no relation: answers of the API have them too.
ADDED: dict[str, Described] = {
    "certainty": {"type": "text", "comment": "Empty in a release: it is told only where a day is asked for."},
    "self": {"type": "text", "comment": ADDRESS},
    "url": {"type": "text", "comment": ADDRESS},
}


@dataclass(frozen=True)
class Column:
    """A column, what it holds in words, and the values it may have if they are counted."""

    name: str
    kind: Kind
    comment: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A table by the name of its SQL relation; `references` maps a column to the table whose slug it holds."""

    name: str
    resource: Resource
    comment: str
    columns: tuple[Column, ...]
    references: Mapping[str, str]

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]


def _table(resource: Resource) -> Table:
    described = relation(resource)
    columns = ADDED | described["columns"]
    return Table(
        _name(resource),
        resource,
        described["comment"],
        tuple(_column(resource, name, columns[name]) for name in lines.columns(resource)),
        {f"{key}_slug": _name(BY_KIND[kind]) for key, kind in resource.links.items() if kind},
    )


def _column(resource: Resource, name: str, described: Described) -> Column:
    kind = KINDS[described["type"].partition("(")[0]]
    vocabulary = resource.vocabularies.get(name)
    return Column(name, kind, described["comment"], tuple(vocabulary.values) if vocabulary else ())


def _name(resource: Resource) -> str:
    return resource.kind.replace("-", "_")


# Changesets and releases are no facts, and one that is named later would alter what was released before.
TABLES = tuple(_table(resource) for resource in RESOURCES.values() if resource.remembered)

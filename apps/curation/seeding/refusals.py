"""What the database refuses, traced to the row that is meant."""

import re
from typing import Any

from django.db import DatabaseError, models

from apps.curation.seeding.rows import Row
from apps.record.models import Versioned
from apps.record.refusals import explain

Saved = list[tuple[Row, Versioned]]

NAMED = re.compile("“([^”]+)”")
CALL = re.compile(r"(\w+)\(.*?\)")
EQUAL = re.compile(r"Key \((.+?)\)=\((.+?)\) (?:conflicts|already)")


def sentence_of(error: DatabaseError) -> str:
    """The database's sentence, or its own words where it has none for people."""
    diagnosis = getattr(error.__cause__, "diag", None)
    detail = f" {diagnosis.message_detail}" if diagnosis and diagnosis.message_detail else ""
    return explain(error) or f"The database refuses it: {error.args[0].splitlines()[0]}.{detail}"


def fields_of(row: Row, error: DatabaseError) -> list[str]:
    """The fields of ROW that the violated constraint speaks of."""
    named = fields_named(row.model, getattr(getattr(error.__cause__, "diag", None), "constraint_name", None))
    return [field for field in row.fields if field in named]


def fields_named(model: type[Versioned], name: str | None) -> list[str]:
    """The fields of MODEL that people fill in, of those that the constraint NAME speaks of."""
    constraint = next((each for each in model._meta.constraints if each.name == name), None)
    return [field for part in _parts(constraint) for field in _plain(model, part)]


def rows_of(saved: Saved, error: DatabaseError) -> list[Row]:
    """The rows that a constraint refused which waits for the commit: its sentence or its detail tells.

    The sentence's first name in quotes is the slug; PostgreSQL's detail lists columns and their values.
    """
    diagnosis: Any = getattr(error.__cause__, "diag", None)
    of_table = [(row, record) for row, record in saved if record._meta.db_table == getattr(diagnosis, "table_name", "")]
    slug = NAMED.search(diagnosis.message_primary) if of_table else None
    equal = EQUAL.search(diagnosis.message_detail or "") if of_table else None
    if slug:
        return [row for row, _ in of_table if row.slug == slug[1]]
    if equal is None:
        return []
    # The last column is a range, whose text has commas. What a function computes, the model has under the same name.
    columns = CALL.sub(r"\1", equal[1]).split(", ")[:-1]
    values = equal[2].split(", ")[: len(columns)]
    return [row for row, record in of_table if [str(getattr(record, column)) for column in columns] == values]


def _parts(constraint: Any) -> list[Any]:
    """Names and expressions that a constraint is made of."""
    if constraint is None:
        return []
    condition = constraint.condition
    named = condition.referenced_base_fields if isinstance(condition, models.Q) else [condition]
    expressions = [part[0] if isinstance(part, tuple) else part for part in getattr(constraint, "expressions", ())]
    return [*getattr(constraint, "fields", ()), *expressions, *named]


def _plain(model: type[Versioned], part: Any) -> list[str]:
    """The fields that people fill in, of an expression or the name of a column."""
    if hasattr(part, "flatten"):
        return [name for each in part.flatten() if hasattr(each, "name") for name in _plain(model, each.name)]
    field: Any = model._meta.get_field(getattr(part, "name", part))
    return _plain(model, field.expression) if field.generated else [field.name]

"""Migration operations that give a table its triggers: one line per model, and one more per new column."""

from typing import Any

from django.db.migrations.operations.base import Operation
from django.db.models import Model

from apps.record import sql


class TrackHistory(Operation):
    """Give MODEL its history triggers, version lock, live references and grants.

    Column lists are static: after adding or removing a column, say it again in the same migration.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, model: str) -> None:
        self.model = model

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Django's picture of the models does not change."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        model = to_state.apps.get_model(app_label, self.model)
        history = to_state.apps.get_model(app_label, f"historical{self.model}")
        for statement in sql.track(_table(model, history)):
            schema_editor.execute(statement, params=None)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        model = from_state.apps.get_model(app_label, self.model)
        history = from_state.apps.get_model(app_label, f"historical{self.model}")
        schema_editor.execute(sql.untrack(_table(model, history)), params=None)

    def describe(self) -> str:
        return f"Let the database keep the history of {self.model}"


class DemandCitation(Operation):
    """Refuse, at commit, a live FACT without a live citation in the table of model CITATION."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, fact: str, citation: str, field: str) -> None:
        self.fact, self.citation, self.field = fact, citation, field

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Django's picture of the models does not change."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        schema_editor.execute(sql.demand_citation(*self._names(app_label, to_state)), params=None)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        schema_editor.execute(sql.waive_citation(self._names(app_label, from_state)[0]), params=None)

    def _names(self, app_label: str, state: Any) -> tuple[str, str, str]:
        fact = state.apps.get_model(app_label, self.fact)
        citation = state.apps.get_model(app_label, self.citation)
        return fact._meta.db_table, citation._meta.db_table, citation._meta.get_field(self.field).column

    def describe(self) -> str:
        return f"Demand a citation of every {self.fact}"


class HoldAtCommit(Operation):
    """Hold all rows that are added to the table of MODEL to RULES at commit, the rows of a statement at once.

    A rule is a function of their ids, called after the table: `live` is made by TrackHistory, `cited` by
    DemandCitation. What rows become later is for triggers of their own.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, model: str, *rules: str) -> None:
        self.model, self.rules = model, rules

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Django's picture of the models does not change."""

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        table = to_state.apps.get_model(app_label, self.model)._meta.db_table
        schema_editor.execute(sql.hold(table, list(self.rules)), params=None)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        table = from_state.apps.get_model(app_label, self.model)._meta.db_table
        schema_editor.execute(sql.release(table), params=None)

    def describe(self) -> str:
        return f"Hold what is added to {self.model} to {', '.join(self.rules)}"


def _table(model: type[Model], history: type[Model]) -> sql.Table:
    fields: list[Any] = list(model._meta.concrete_fields)
    references = {
        field.column: field.related_model._meta.db_table
        for field in fields
        if field.many_to_one or field.one_to_one
        if any(other.name == "withdrawn" for other in field.related_model._meta.fields)
        if field.name != "merged_into"  # set on withdrawn rows only; it has a rule of its own
    }
    slugs = [field for field in fields if field.column.endswith("slug")]
    named = {source.name for field in slugs if field.generated for source in _sources(field.expression)}
    alternatives = [field.column for field in slugs if field.name in named]
    return sql.Table(
        name=model._meta.db_table,
        history=history._meta.db_table,
        columns=[field.column for field in fields],
        written=[field.column for field in fields if not field.generated and field.name not in ("id", "version")],
        named=any(field.name == "slug" for field in fields),
        references=references,
        indexed=[f.column for f in slugs if (f.generated or f.unique or f.db_index) and f.column not in alternatives],
        alternatives=alternatives,
        optional=[f.column for f in fields if f.null and not f.generated],
        merges=any(field.name == "merged_into" for field in fields),
    )


def _sources(expression: Any) -> Any:
    """The fields that a generated column is computed from."""
    return expression.get_source_expressions() if hasattr(expression, "get_source_expressions") else [expression]

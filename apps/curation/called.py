"""What records of any kind are called among each other: by names, where their slugs alone would be shown."""

from typing import Any


def called(site: Any, rows: list[Any]) -> dict[Any, str]:
    """The words for each of ROWS, one query for each kind among them; a citation by its fact and its source."""
    found: dict[Any, str] = {}
    for model in {type(row) for row in rows}:
        keys = [row.pk for row in rows if type(row) is model]
        found |= {row: _words(site, row) for row in _fetched(site, model, keys)}
    return found


def _fetched(site: Any, model: Any, keys: list[int]) -> Any:
    rows = model._default_manager.filter(pk__in=keys)
    if model in site._registry:
        return rows.select_related(*_ends(site, model))
    facts = {field.name: field.related_model for field in _references(model)}
    return rows.select_related(
        *facts, *(f"{name}__{end}" for name, fact in facts.items() for end in _ends(site, fact))
    )  # fmt: skip


def _words(site: Any, row: Any) -> str:
    if type(row) in site._registry:
        return str(site._registry[type(row)].called(row))
    fact = getattr(row, row.subject_kind.replace("-", "_"))
    return f"{_words(site, fact)}, by “{row.source}”"


def _ends(site: Any, model: Any) -> Any:
    """The references by which rows of MODEL are called."""
    return site._registry[model].get_list_select_related(None) if model in site._registry else ()


def _references(model: Any) -> list[Any]:
    return [field for field in model._meta.fields if field.many_to_one and field.name != "merged_into"]

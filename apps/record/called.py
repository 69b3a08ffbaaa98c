"""What records of any kind are called among each other: by names, where their slugs alone would be shown."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ObjectDoesNotExist

from apps.record.models import PendingChange
from apps.record.pending.captured import tracked
from apps.record.pending.rows import values_of


def called(site: Any, rows: Iterable[Any]) -> dict[Any, str]:
    """The words for each of ROWS, one query for each kind among them; a citation by its fact and its source."""
    keys: defaultdict[Any, list[int]] = defaultdict(list)
    for row in rows:
        keys[type(row)].append(row.pk)
    return {row: _words(site, row) for model in keys for row in _fetched(site, model, pk__in=keys[model])}


def changes_called(site: Any, changes: Iterable[PendingChange]) -> dict[int, str]:
    """The words for the row of each of CHANGES, by the key of the change: of a new row as it is proposed."""
    listed = list(changes)
    news = {change.pk: _proposed(change) for change in listed if change.is_new}
    _join(site, list(news.values()))
    there = {change.pk: row_of(tracked()[change.model], change.row) for change in listed if not change.is_new}
    words = called(site, there.values())
    told = {key: words.get(row, "") for key, row in there.items()}
    told |= {key: _told(site, row) for key, row in news.items()}
    return {change.pk: told[change.pk] or change.slug for change in listed}


def row_of(model: Any, key: int) -> Any:
    """A row by its key alone, to ask what it is called."""
    return model(pk=key)


def _proposed(change: PendingChange) -> Any:
    model: Any = tracked()[change.model]
    return model(pk=change.row, **values_of(model, change.after))


def _join(site: Any, news: list[Any]) -> None:
    """Give each of NEWS what it refers to: another of them, else what is there, one query for each kind."""
    known = {(type(row), row.slug): row for row in news if hasattr(row, "slug")}
    named = [(row, field) for row in news for field in _references(type(row)) if getattr(row, field.attname)]
    wanted: defaultdict[Any, set[str]] = defaultdict(set)
    for row, field in named:
        if (field.related_model, getattr(row, field.attname)) not in known:
            wanted[field.related_model].add(getattr(row, field.attname))
    for model, slugs in wanted.items():
        known |= {(model, row.slug): row for row in _fetched(site, model, slug__in=slugs)}
    for row, field in named:
        if target := known.get((field.related_model, getattr(row, field.attname))):
            setattr(row, field.name, target)


def _told(site: Any, row: Any) -> str:
    """The words for a ROW that is not there yet; none where what it refers to is nowhere."""
    try:
        return _words(site, row)
    except ObjectDoesNotExist:
        return ""


def _fetched(site: Any, model: Any, **which: Any) -> Any:
    rows = model._default_manager.filter(**which)
    if model in site._registry:
        return rows.select_related(*_ends(site, model))
    ends = [field.name for field in _references(model)]
    return rows.select_related(
        *ends, *(f"{field.name}__{end}" for field in _references(model) for end in _ends(site, field.related_model))
    )  # fmt: skip


def _words(site: Any, row: Any) -> str:
    if type(row) in site._registry:
        return str(site._registry[type(row)].called(row))
    joined = {field.name: getattr(row, field.name) for field in _references(type(row)) if getattr(row, field.attname)}
    source = joined.pop("source", None)
    words = " – ".join(_words(site, each) for each in joined.values())
    return f"{words}, by “{source}”" if source else words


def _ends(site: Any, model: Any) -> Any:
    """The references by which rows of MODEL are called."""
    return site._registry[model].get_list_select_related(None) if model in site._registry else ()


def _references(model: Any) -> list[Any]:
    return [field for field in model._meta.fields if field.many_to_one and field.name != "merged_into"]

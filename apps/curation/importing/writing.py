"""Rows of a file and their citations, written together: a few statements, however many there are."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from apps.record.actions import KEPT_BY_THE_DATABASE
from apps.record.changesets import doing
from apps.record.models import Verb
from apps.record.refusals import check_deferred, explained
from apps.record.slugs import free_slugs

Rows = list[tuple[Any, bool]]


def write_but_refused(rows: Rows, *, verb: Verb, columns: list[str]) -> Iterator[tuple[Any, Exception]]:
    """Write ROWS as `write` does, but for those that are refused: these, each with why.

    All together; if that is refused, each half for itself. A row goes with its citation in any case, and rows are
    written in their order: of two that cannot both stand, the later is refused.
    """
    try:
        write(rows, verb=verb, columns=columns)
    except (ValidationError, DatabaseError) as refusal:
        for row in [row for row, is_new in rows if is_new]:
            row.pk, row._state.adding = None, True  # it was not written after all
        if len(rows) == 1:
            yield rows[0][0], refusal
            return
        middle = len(rows) // 2
        for half in (rows[:middle], rows[middle:]):
            yield from write_but_refused(half, verb=verb, columns=columns)


def write(rows: Rows, *, verb: Verb, columns: list[str]) -> None:
    """Write ROWS, each with whether it is new; those that are not, in COLUMNS and under VERB.

    Raises ValidationError, with none of them written.
    """
    news = [row for row, is_new in rows if is_new]
    changed = [row for row, is_new in rows if not is_new]
    with explained(), transaction.atomic():
        if news:
            with doing(Verb.ADD):
                type(news[0])._default_manager.bulk_create(news)
                _cite(news)
        if changed:
            with doing(verb):
                if columns:
                    type(changed[0])._default_manager.bulk_update(changed, columns)
                _cite(changed)
        check_deferred()


def _cite(rows: list[Any]) -> None:
    """Write the citations that ROWS bring."""
    cited = [row for row in rows if row.citation]
    if not cited:
        return
    meta = type(cited[0])._meta
    reference: Any = meta.get_field("citations")
    model, name = reference.related_model, reference.field.name
    slugs = free_slugs(model, [(meta.verbose_name, row, row.citation.source) for row in cited])
    for row, slug in zip(cited, slugs, strict=True):
        setattr(row.citation, name, row)
        row.citation.slug, row.citation.pk = slug, None
        row.citation.clean_fields(exclude={*KEPT_BY_THE_DATABASE, "source", name})
    model._default_manager.bulk_create([row.citation for row in cited])

"""Rules about a line by itself: its dates, what it names, and the checks of the tables that it is for."""

import json
from typing import Any

from django.db import connection, models

from apps.cooperation.models import CooperationCitation, Membership
from apps.curation.seeding.refusals import fields_named
from apps.curation.spells.reading import columns
from apps.curation.spells.refusing import Refusal, cell
from apps.curation.spells.staging import STAGED, compute
from apps.record.refusals import sentences
from apps.temporal.fields import EdtfField

HINTED = 200  # slugs that are not there, for each column; with more of them, something else is wrong with the file


def dates() -> list[Refusal]:
    """Text that is no date. It is emptied, so that the other rules can go on."""
    found = []
    for name in [name for name, field in columns().items() if isinstance(field, EdtfField)]:
        query = f"""
            with given as materialized (select distinct {name} from {STAGED}),
                 wrong as (select {name}, edtf_refusal({name}) as sentence from given)
            update {STAGED} s set {name} = '' from wrong
             where wrong.sentence is not null and wrong.{name} = s.{name} returning s.line, wrong.{name}, sentence"""
        found += [Refusal(line, cell(name, text), sentence) for line, text, sentence in asked(query)]
    return found


def references() -> list[Refusal]:
    """Slugs of what is not there, or is withdrawn; and lines without a source."""
    found = [
        Refusal(line, "source", "It is missing: every fact needs at least one source.")
        for (line,) in asked(f"select line from {STAGED} where source_slug is null")
    ]
    for name, field in columns().items():
        if isinstance(field, models.ForeignKey):
            found += _unknown(name, field)
    return found


def _unknown(name: str, field: Any) -> list[Refusal]:
    model, kind = field.related_model, field.related_model._meta.verbose_name
    # A spell may follow another of the file.
    staged = f"and not exists (select from {STAGED} o where o.slug = s.{field.column})" if model is Membership else ""
    rows = asked(f"""
        select s.line, s.{field.column}, t.withdrawn from {STAGED} s
          left join {model._meta.db_table} t on t.slug = s.{field.column}
         where s.{field.column} is not null and (t.slug is null and true {staged} or t.withdrawn)""")
    absent = sorted({slug for _, slug, withdrawn in rows if not withdrawn})
    hints = {slug: _hint(model, slug) for slug in absent[:HINTED]}
    return [
        Refusal(line, cell(name, slug), f"This {kind} is withdrawn; nothing may point at it." if withdrawn
                else f"There is no {kind} with this slug.{hints.get(slug, '')}")
        for line, slug, withdrawn in rows
    ]  # fmt: skip


def _hint(model: Any, slug: str) -> str:
    """Where else that slug is, or the one most like it."""
    others = {field.related_model for field in columns().values() if isinstance(field, models.ForeignKey)} - {model}
    kinds = sorted(str(o._meta.verbose_name) for o in others if o._default_manager.filter(slug=slug).exists())
    if kinds:
        return f" There is {' and '.join(f'{kind} “{slug}”' for kind in kinds)}."
    near = asked(
        f"select slug from {model._meta.db_table} where not withdrawn and similarity(slug, %s) > 0.3"
        " order by similarity(slug, %s) desc, slug limit 1",
        [slug, slug],
    )
    return f" Did you mean “{near[0][0]}”?" if near else ""


def checks() -> list[Refusal]:
    """What the checks of the tables would refuse, each with the sentence of its model."""
    compute()
    said, found = sentences(), []
    query = f"select line, constraint_name, to_jsonb(s) from {STAGED} s, unnest(broken) constraint_name"
    for line, constraint, values in asked(query):
        found.append(Refusal(line, _cells(constraint, json.loads(values)), said.get(constraint, constraint)))
    return found


def _cells(constraint: str, values: dict[str, Any]) -> str:
    """The cells of a line that a constraint speaks of."""
    named = {name for model in (Membership, CooperationCitation) for name in fields_named(model, constraint)}
    given = {name: values[field.column] for name, field in columns().items() if name in named}
    return ", ".join(cell(name, value) for name, value in given.items() if value not in (None, "", False))


def asked(query: str, parameters: Any = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return cursor.fetchall()

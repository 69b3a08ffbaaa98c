"""From the staging table to the tables of facts: ordinary inserts, with every trigger that any insert meets."""

from collections.abc import Callable
from itertools import product
from typing import Any

from django.db import connection

from apps.cooperation.models import CooperationCitation, Membership
from apps.curation.spells.reading import columns
from apps.curation.spells.staging import STAGED

SLICE = 50_000  # lines in one statement, for the sake of who watches

# Names as `record.slugs.free_slug` would give them, one line after the other: the stem, else with -2, -3 ...
# Written down only where a stem is not free; everywhere else the stem will do.
NAMES = """
with nameless as materialized (
  select line, {stem} as stem from {staged} where {column} is null
), clashing as (
  select stem from nameless group by stem having count(*) > 1
  union select stem from nameless join {table} on slug = stem
  union select stem from nameless join {staged} s on s.{column} = stem
), wanted as (
  select line, stem, row_number() over (partition by stem order by line) as nth,
         count(*) over (partition by stem) as many
    from nameless join clashing using (stem)
), stems as (
  select distinct stem, many from wanted
), there as (
  select slug from {table} union all select {column} from {staged} where {column} is not null
), taken as (
  select stem, slug from stems join there on slug = stem
  union all
  select stem, slug from stems join there on regexp_replace(slug, '-[0-9]+$', '') = stem where slug <> stem
), free as (
  select stem, name, row_number() over (partition by stem order by g) as nth
    from stems left join (select stem, count(*) as gone from taken group by stem) t using (stem)
   cross join lateral generate_series(1, many + coalesce(gone, 0)) g
   cross join lateral (select stem || case g when 1 then '' else '-' || g end as name) n
   where name not in (select slug from taken)
)
update {staged} s set {column} = free.name from wanted join free using (stem, nth) where s.line = wanted.line
"""
SPELL_STEM = """concat_ws('-', coalesce(member_actor_slug, member_format_slug),
                          coalesce(target_format_slug, target_instrument_slug, target_actor_slug), role)"""
SPELL = f"coalesce(slug, {SPELL_STEM})"
CITATION_STEM = "concat('membership-', {spell}, '-', source_slug)"
CITATION = f"coalesce(citation_slug, {CITATION_STEM.format(spell='spell')})"

GENERATIONS = f"""
with recursive chain(line, slug, generation) as (
  select s.line, s.slug, 1 from {STAGED} s join {STAGED} f on f.slug = s.follows_slug
   where f.follows_slug is null or not exists (select from {STAGED} o where o.slug = f.follows_slug)
  union all
  select s.line, s.slug, chain.generation + 1 from chain join {STAGED} s on s.follows_slug = chain.slug
)
update {STAGED} s set generation = chain.generation from chain where chain.line = s.line
"""


def name() -> None:
    """Give a slug to each line, and to each citation, that has none and cannot have its stem."""
    with connection.cursor() as cursor:
        for model, column, stem in (
            (Membership, "slug", SPELL_STEM),
            (CooperationCitation, "citation_slug", CITATION_STEM.format(spell=SPELL)),
        ):
            cursor.execute(NAMES.format(staged=STAGED, table=model._meta.db_table, column=column, stem=stem))


def write(lines: int, last: int, written: Callable[[int], None]) -> None:
    """Insert spells and citations of all LINES up to the LAST; WRITTEN is told how many of them.

    A spell before the one that follows it: so that it is recorded first without a successor, then with one, as if they
    were saved one by one. Else in the order of their slugs: most indexes begin with one, and what is written next then
    goes where the last went, which takes a tenth off the time of an import.
    """
    spells = {field.column: field.column for field in columns().values() if field.model is Membership}
    cited = {field.column: field.column for field in columns().values() if field.model is CooperationCitation}
    citations = cited | {"slug": CITATION, "membership_slug": "spell"}
    statements = (_insert(Membership, spells | {"slug": "spell"}), _insert(CooperationCitation, citations))
    count = 0
    with connection.cursor() as cursor:
        cursor.execute(GENERATIONS)
        cursor.execute(f"select distinct generation from {STAGED} order by 1")
        for (generation,), first in product(cursor.fetchall(), range(1, last + 1, SLICE)):
            for statement in statements:
                cursor.execute(statement, [generation, first, first + SLICE - 1])
            count += cursor.rowcount
            written(min(count, lines))
        cursor.execute(f"truncate {STAGED}")


def _insert(model: Any, staged: dict[str, str]) -> str:
    """The statement that inserts lines into the table of MODEL: columns as STAGED, the others as of any new record."""
    fields = [field for field in model._meta.concrete_fields if not field.generated and not field.primary_key]
    values = {field.column: staged.get(field.column) or _default(field) for field in fields}
    return f"""
        insert into {model._meta.db_table} ({", ".join(values)}) select {", ".join(values.values())}
          from (select *, {SPELL} collate "C" as spell from {STAGED}
                 where generation = %s and line between %s and %s offset 0) staged order by spell"""


def _default(field: Any) -> str:
    value = field.get_default()
    return "null" if value is None else f"'{value}'"

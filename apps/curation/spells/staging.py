"""Lines of the file in the staging table, with what the database will compute of them and which checks they break."""

from collections.abc import Iterable
from typing import Any

from django.db import connection

from apps.cooperation.models import CooperationCitation, Membership
from apps.curation.spells.reading import Row, columns

STAGED = "curation_stagedspell"
# What the other rules look at; the database computes it of every spell, by the expressions of its own columns.
COMPUTED = ("member_kind", "member_slug", "target_kind", "target_slug", "participating", "start_earliest", "possibly",
            "certainly")  # fmt: skip


def copy_in(rows: Iterable[Row]) -> tuple[int, int]:
    """Copy ROWS into the staging table; how many there were, and the number of the last line."""
    count = line = 0
    names = ", ".join(field.column for field in columns().values())
    with connection.cursor() as cursor, cursor.copy(f"copy {STAGED} (line, {names}) from stdin") as copy:
        for line, values in rows:
            copy.write_row((line, *values))
            count += 1
    return count, line


def compute() -> None:
    """Tell of each line what the database will compute of it, and which of its checks it will not stand.

    A spell that another line follows ends the day before that one starts, as the triggers will have it.
    """
    following = f"select distinct on (follows_slug) follows_slug, start_edtf from {STAGED} where follows_slug <> ''"
    source = f"{STAGED} s left join ({following}) f on f.follows_slug = s.slug"
    spell = _checked(Membership, {"followed_from": "coalesce(f.start_edtf, '')"}, source)
    citation = _checked(CooperationCitation, {"slug": "null::text", "membership_slug": "'a spell'::text"}, source)
    settings = ", ".join(f"{name} = spell.{name}" for name in (*COMPUTED, "followed_from"))
    with connection.cursor() as cursor:
        cursor.execute(f"""
            update {STAGED} staged set {settings}, broken = spell.broken || citation.broken
              from ({spell}) spell join ({citation}) citation using (line)
             where spell.line = staged.line
        """)


def _checked(model: Any, given: dict[str, str], source: str) -> str:
    """A query for all that the table of MODEL will hold of each line of SOURCE, and the checks that it breaks.

    Columns that lines do not have are as in GIVEN, or null, which breaks no check.
    """
    table = model._meta.db_table
    written, generated, checks = _definition(table)
    staged = {field.column for field in columns().values()}
    own = ((name, given.get(name, f"s.{name}" if name in staged else f"null::{kind}")) for name, kind in written)
    computed = "".join(f", ({expression}) as {name}" for name, expression in generated)
    broken = ", ".join(f"case when not ({expression}) then '{name}' end" for name, expression in checks)
    return f"""
        select *, array_remove(array[{broken}], null) as broken
          from (select *{computed} from (select s.line, {", ".join(f"{value} as {name}" for name, value in own)}
                                           from {source}) as written) as computed"""


def _definition(table: str) -> tuple[list[tuple[str, str]], ...]:
    """The columns of a table with their types, its computed ones and its checks with their expressions."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select attname, format_type(atttypid, atttypmod), attgenerated <> '', pg_get_expr(adbin, attrelid)
                 from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
                where attrelid = %s::regclass and attnum > 0 and not attisdropped order by attnum""",
            [table],
        )
        found = cursor.fetchall()
        cursor.execute(
            "select conname, pg_get_expr(conbin, conrelid) from pg_constraint"
            " where conrelid = %s::regclass and contype = 'c' order by conname",
            [table],
        )
        checks = cursor.fetchall()
    written = [(name, kind) for name, kind, is_generated, _ in found if not is_generated]
    return written, [(name, expression) for name, _, is_generated, expression in found if is_generated], checks

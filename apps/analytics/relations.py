"""Drops the relations that readers query before migrations, which they would block, and builds them after.

A file is run as it stands, but for those in RELATIONS: such a file begins with the query that says what the relation
holds, in which `{actor}` stands for the actors as known, and goes on with its comments. The query is used for the view
at the changeset of the session, and for functions at any changeset; `sql/every/` says what each relation gets.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connections, transaction

FOLDER = Path(__file__).parent / "sql"


@dataclass(frozen=True)
class Relation:
    """A relation with versions: the name of its resource, and whether it has a period."""

    resource: str
    dated: bool = True

    @property
    def parts(self) -> tuple[str, ...]:
        """The files of `sql/every` that are made for it, in order."""
        return ("dated_view", "dated_at", "compare") if self.dated else ("view", "at")


# In order: later files use what earlier ones made.
RELATIONS = {
    "source": Relation("sources", dated=False),
    "link": Relation("links"),
    "actor": Relation("actors"),
    "format": Relation("formats"),
    "instrument": Relation("instruments"),
    "legal_basis": Relation("legal-bases"),
    "proposal": Relation("proposals"),
    "membership": Relation("memberships"),
    "partnership": Relation("partnerships"),
    "milestone": Relation("milestones"),
    "legal_effect": Relation("legal-effects"),
    "quantity": Relation("quantities"),
    "claim": Relation("claims"),
    "coverage": Relation("coverage"),
    "citation": Relation("citations", dated=False),
}
BEFORE = ("schema", "clocks", "pinned", "labels", "changeset", "release", "redaction", "change", "difference")
AFTER = (
    "conflict",
    "participation",
    "state_year",
    "dyad_year",
    "format_year",
    "co_membership",
    "instrument_access",
    "legal_constraints",
    "late_correction",
    "tombstone",
    "shared_comments",
    "grants",
)
FILES = (*BEFORE, *RELATIONS, *AFTER)

COLUMNS = """
    select quote_ident(attname), format_type(atttypid, atttypmod) from pg_attribute
     where attrelid = %s::regclass and attnum > 0 order by attnum
"""
# A spell that another one follows goes on as that.
AGAIN = "exists (select from eudefence_pinned.published_{0}(eudefence.pin()) f where {1})"
FOLLOWED = "v.change = 'began' and " + AGAIN.format("{0}", "f.slug = r.follows_slug")
GOES_ON = "v.change = 'ended' and " + AGAIN.format("{0}", "f.follows_slug = r.slug")


def drop(using: str = "default") -> None:
    with connections[using].cursor() as cursor:
        cursor.execute("drop schema if exists eudefence, eudefence_pinned cascade")


@transaction.atomic
def build(using: str = "default") -> None:
    """Build schema `eudefence` anew. Run by the owner of the database."""
    drop(using)
    with connections[using].cursor() as cursor:
        for name in FILES:
            text = (FOLDER / f"{name}.sql").read_text(encoding="utf-8")
            if name in RELATIONS:
                _relation(cursor, name, text)
            else:
                cursor.execute(text)


def _relation(cursor: Any, name: str, text: str) -> None:
    query, _, comments = text.partition(";")
    versions = {"at_session": _pinned(query, "", "eudefence.pin()"), "at_known": _pinned(query, "(known)", "known")}
    _make(cursor, "published", relation=name, **versions)
    _make(cursor, "read", relation=name, at_known=versions["at_known"], bare=_pinned(_bare(query), "(known)", "known"))
    columns = _columns(cursor, f"eudefence_pinned.published_{name}")
    follows = "follows_slug" in columns
    words = {
        "relation": name,
        "resource": RELATIONS[name].resource,
        "plain_columns": ", ".join(f"r.{column}" for column in columns),
        "other_columns": ", ".join(f"r.{column}" for column in columns if column != "slug"),
        "typed_columns": ", ".join(f"{column} {kind}" for column, kind in (columns | {"certainty": "text"}).items()),
        "followed": FOLLOWED.format(name) if follows else "false",
        "goes_on": GOES_ON.format(name) if follows else "false",
    }
    for part in (*RELATIONS[name].parts, "history", "diff"):
        _make(cursor, part, **words)
    cursor.execute(comments)


def _make(cursor: Any, part: str, **words: str) -> None:
    cursor.execute((FOLDER / "every" / f"{part}.sql").read_text(encoding="utf-8").format(**words))


def _pinned(query: str, suffix: str, known: str) -> str:
    return re.sub(r"\{(\w+)\}", rf"eudefence_pinned.\1{suffix}", query.replace("{known}", known))


def _bare(query: str) -> str:
    """The query without names: what is joined by an outer join is joined for its name alone."""
    return re.sub(r"left join \{\w+\}", "left join eudefence_pinned.nameless", query)


def _columns(cursor: Any, relation: str) -> dict[str, str]:
    cursor.execute(COLUMNS, [relation])
    return dict(cursor.fetchall())

"""Drops the relations that readers query before migrations, which they would block, and builds them after."""

from pathlib import Path

from django.db import connections, transaction

FOLDER = Path(__file__).parent / "sql"
# In order: later files use what earlier ones made.
FILES = (
    "schema",
    "pinned",
    "labels",
    "changeset",
    "release",
    "source",
    "link",
    "actor",
    "format",
    "instrument",
    "legal_basis",
    "proposal",
    "membership",
    "partnership",
    "milestone",
    "legal_effect",
    "quantity",
    "claim",
    "coverage",
    "citation",
    "conflict",
    "tombstone",
    "change",
    "shared_comments",
    "grants",
)


def drop(using: str = "default") -> None:
    with connections[using].cursor() as cursor:
        cursor.execute("drop schema if exists eudefence, eudefence_pinned cascade")


@transaction.atomic
def build(using: str = "default") -> None:
    """Build schema `eudefence` anew. Run by the owner of the database."""
    drop(using)
    with connections[using].cursor() as cursor:
        for name in FILES:
            cursor.execute((FOLDER / f"{name}.sql").read_text(encoding="utf-8"))

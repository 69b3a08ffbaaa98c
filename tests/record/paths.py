"""The ways in which a row can be written. Each changes rows like ROW, in its table, in one statement or call.

New rows are withdrawn copies: nothing else has to be made for them, and nothing stands in their way.
"""

import copy
from typing import Any

from django.db import connection

from tests.record.tables import query, written


def copied(row: Any, mark: str) -> Any:
    """An unsaved, withdrawn copy of ROW."""
    new = copy.copy(row)
    new._state = copy.copy(row._state)
    new.pk, new._state.adding = None, True
    new.withdrawn, new.withdrawn_reason = True, "copy"
    if hasattr(row, "slug"):
        new.slug = f"{row.slug}-{mark}"
    return new


def create(row: Any) -> None:
    copied(row, "created").save()


def save(row: Any) -> None:
    row.withdrawn_reason = "saved"
    row.save()


def update(row: Any) -> None:
    type(row).objects.filter(pk=row.pk).update(withdrawn_reason="updated")


def bulk_create(row: Any) -> None:
    type(row).objects.bulk_create([copied(row, "b1"), copied(row, "b2")])


def bulk_update(row: Any) -> None:
    row.withdrawn_reason = "bulk"
    type(row).objects.bulk_update([row], ["withdrawn_reason"])


def upsert(row: Any) -> None:
    row.withdrawn_reason = "upserted"
    type(row).objects.bulk_create(
        [row, copied(row, "new")], update_conflicts=True, unique_fields=unique(row), update_fields=["withdrawn_reason"]
    )


def unique(row: Any) -> list[str]:
    return ["slug"] if hasattr(row, "slug") else ["id"]


def insert_sql(row: Any) -> None:
    query(inserting(row, "sql"))


def update_sql(row: Any) -> None:
    query(updating(row))


def two_updates(row: Any) -> None:
    """A statement with another one inside it."""
    query(f"with changed as ({updating(row)} returning 1) {inserting(row, 'with')}")


def copy_in(row: Any) -> None:
    """PostgreSQL's COPY, there and back."""
    table, columns = row._meta.db_table, ", ".join(f'"{column}"' for column in written(row))
    with connection.cursor() as cursor:
        with cursor.copy(f"copy ({selecting(row, 'copied')}) to stdout") as out:
            data = b"".join(bytes(block) for block in out)
        with cursor.copy(f"copy {table} ({columns}) from stdin") as into:
            into.write(data)


def updating(row: Any) -> str:
    return f"update {row._meta.db_table} set withdrawn_reason = 'by hand' where id = {row.pk}"


def inserting(row: Any, mark: str) -> str:
    columns = ", ".join(f'"{column}"' for column in written(row))
    return f"insert into {row._meta.db_table} ({columns}) {selecting(row, mark)}"


def selecting(row: Any, mark: str) -> str:
    changed = {"slug": f"slug || '-{mark}'", "withdrawn": "true", "withdrawn_reason": "'copy'"}
    columns = ", ".join(changed.get(column, f'"{column}"') for column in written(row))
    return f"select {columns} from {row._meta.db_table} where id = {row.pk}"


AS_THE_APPLICATION = [
    create,
    save,
    update,
    bulk_create,
    bulk_update,
    upsert,
    insert_sql,
    update_sql,
    two_updates,
    copy_in,
]

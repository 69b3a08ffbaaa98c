"""A database of its own for made-up records, beside the one that this installation uses."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection

MARK = "Made-up records, from manage.py synthesise."
MARKED = "select coalesce(shobj_description(oid, 'pg_database'), '') from pg_database where datname = %s"


class NotOurs(ValueError):
    """A name that cannot be used: it is no plain name, the real database's, or somebody's."""


@contextmanager
def made(name: str, *, replace: bool) -> Iterator[None]:
    """Make the database NAME, migrate it, and let the owner's connection point at it meanwhile.

    Raises NotOurs, before anything is touched. REPLACE drops one that an earlier run made, and no other.
    """
    if not re.fullmatch(r"[a-z_][a-z0-9_]{0,50}", name):
        raise NotOurs(f"“{name}” is no name for a database: small letters, digits and underscores.")
    _create(name, replace)
    with _migrated(name):
        yield


def brought_up_to_date(name: str) -> bool:
    """Migrate the database NAME; False if there is none that was made here."""
    with connection._nodb_cursor() as cursor:
        cursor.execute(MARKED, [name])
        found = cursor.fetchone()
    if not found or found[0] != MARK:
        return False
    with _migrated(name):
        return True


@contextmanager
def _migrated(name: str) -> Iterator[None]:
    real = connection.settings_dict["NAME"]
    _point(name)
    try:
        call_command("migrate", verbosity=0)
        yield
    finally:
        _point(real)


def _create(name: str, replace: bool) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(MARKED, [name])
        found = cursor.fetchone()
        if found and found[0] != MARK:
            raise NotOurs(
                f"There is a database “{name}” that was not made here. Nothing was touched: choose another name."
            )
        if found and not replace:
            raise NotOurs(f"“{name}” is there already. Give --replace to make it anew.")
        cursor.execute(f'drop database if exists "{name}"')
        cursor.execute(f"create database \"{name}\" encoding 'UTF8' template template0")
        cursor.execute(f"comment on database \"{name}\" is '{MARK}'")


def _point(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name

"""Databases for tests: one migrated template, and clones of it for tests that commit.

Guards are never switched off for a test, and nothing is truncated: a clone is dropped whole.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connections

from eudefence.database import login
from eudefence.logins import connect_arguments

LEAVE = "select pg_terminate_backend(pid) from pg_stat_activity where datname = %s and backend_type = 'client backend'"
ROLES = {"default": "app", "reader": "reader"}


def become(role: str, alias: str = "default") -> None:
    """Let ALIAS log in as ROLE from now on."""
    connections[alias].close()
    who = login(role)
    connections[alias].settings_dict.update({key: who[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "OPTIONS")})


def close_schema_public() -> None:
    """As on a real site, where readers may use nothing there, not even an extension."""
    with connections["default"].cursor() as cursor:
        cursor.execute("revoke all on schema public from public")


@contextmanager
def clone(name: str, template: str = "") -> Iterator[str]:
    """A database of its own, copied from TEMPLATE, else the one in use; both aliases point at it meanwhile."""
    template = template or str(connections["default"].settings_dict["NAME"])
    _close()
    with maintenance() as owner:
        _drop(owner, name)
        owner.execute(f'create database "{name}" template "{template}"'.encode())
        _privileges(owner, name)
    with use(name):
        yield name
    with maintenance() as owner:
        _drop(owner, name)


@contextmanager
def use(name: str) -> Iterator[None]:
    """Point both aliases at the database NAME."""
    before = {alias: connections[alias].settings_dict["NAME"] for alias in ROLES}
    _point(dict.fromkeys(ROLES, name))
    try:
        yield
    finally:
        _point(before)


@contextmanager
def connected(role: str, **options: Any) -> Iterator[psycopg.Connection[Any]]:
    """A connection of its own to the database in use, with the real login of ROLE."""
    who = login(role) | {"NAME": connections["default"].settings_dict["NAME"]}
    with psycopg.connect(**connect_arguments(who), autocommit=True, **options) as connection:
        yield connection


@contextmanager
def maintenance() -> Iterator[psycopg.Connection[Any]]:
    who = login("owner") | {"NAME": "postgres"}
    with psycopg.connect(**connect_arguments(who), autocommit=True) as connection:
        yield connection


def _drop(owner: psycopg.Connection[Any], name: str, patience: float = 60) -> None:
    """Drop a clone with all who are in it.

    Not by FORCE, which is refused while the server's own autovacuum worker is in it; without that the server ends it.
    """
    until = time.monotonic() + patience
    while True:
        owner.execute(LEAVE, [name])
        try:
            owner.execute(f'drop database if exists "{name}"'.encode())
        except psycopg.errors.ObjectInUse:
            if time.monotonic() > until:
                raise
        else:
            return


def _privileges(owner: psycopg.Connection[Any], name: str) -> None:
    """A clone inherits everything but the rights on the database itself."""
    owner.execute(f'revoke all on database "{name}" from public'.encode())
    readers = "eudefence_app, eudefence_reader, eudefence_analyst"
    owner.execute(f'grant connect on database "{name}" to {readers}'.encode())
    owner.execute(f'grant temporary on database "{name}" to eudefence_analyst'.encode())


def _point(names: dict[str, Any]) -> None:
    _close()
    for alias, name in names.items():
        connections[alias].settings_dict["NAME"] = name


def _close() -> None:
    for alias in ROLES:
        connections[alias].close()

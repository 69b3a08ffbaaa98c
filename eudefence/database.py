"""The database, ready for use: what settings.py, manage.py and the commands call."""

import os

import psycopg

from eudefence import home, logins, provision, refusals, server
from eudefence.logins import login

__all__ = ["ensure", "ensure_roles", "ensure_server", "login", "secret_key"]


def ensure(tests: bool = False) -> None:
    """Have server, roles and database stand; quick when they do. `tests` will create databases.

    With APP_URL and no DATABASE_URL this machine only uses what another one set up: nothing is
    done, and nothing could be.
    """
    if not is_set_up_elsewhere():
        ensure_server()
        ensure_roles(tests)


def is_set_up_elsewhere() -> bool:
    """Whether this process was given the app's login but not the set-up login."""
    return logins.is_overridden("app") and not logins.is_external()


def ensure_server() -> bool:
    """Have the embedded server run, unless DATABASE_URL names another. Whether this started it."""
    return False if logins.is_external() else server.ensure()


def ensure_roles(tests: bool = False) -> None:
    """Have the roles and the database stand on a server that runs."""
    home.passwords()
    tests = tests or bool(os.environ.get("EUDEFENCE_TESTING"))
    try:
        provision.ensure(creates_databases=tests or not logins.is_external())
    except psycopg.Error as error:
        raise refusals.explain(error) from error


def secret_key() -> str:
    """Django's SECRET_KEY: the environment's, else this home's own."""
    return os.environ.get("SECRET_KEY") or home.secret_key()

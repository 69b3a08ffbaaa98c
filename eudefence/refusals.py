"""What a PostgreSQL server may lack or refuse, in words for whoever set DATABASE_URL."""

import psycopg

from eudefence import logins
from eudefence.errors import SetupError
from eudefence.logins import login
from eudefence.roles import Row

OLDEST = 150000


def check(connection: psycopg.Connection[Row]) -> None:
    """Refuse a server that is too old or lacks an extension, before anything is written."""
    version = connection.info.server_version
    if version < OLDEST:
        raise SetupError(
            f"The server in DATABASE_URL is PostgreSQL {version // 10000}; eudefence needs 15 or "
            "newer. Unset DATABASE_URL to use the embedded server."
        )
    query = "SELECT FROM pg_available_extensions WHERE name = 'btree_gist'"
    if connection.execute(query).fetchone() is None:
        raise SetupError(
            "The server in DATABASE_URL lacks the extension btree_gist, which refuses overlapping "
            "memberships. Install it there (on Debian it is part of postgresql, elsewhere often "
            "of postgresql-contrib)."
        )


def explain(error: psycopg.Error) -> SetupError:
    """The server's refusal as one paragraph for whoever set DATABASE_URL."""
    said = " ".join(str(error).split())
    found = login("setup")
    where = f"{found['HOST']}:{found['PORT']}"
    source = "DATABASE_URL" if logins.is_external() else "the embedded server"
    if isinstance(error, psycopg.errors.InsufficientPrivilege):
        return SetupError(
            f"The server {where} ({source}) does not let user {found['USER']} set up eudefence: "
            f"{said}. The set-up login needs the rights CREATEROLE and CREATEDB, and must be "
            "allowed to administer the roles named eudefence_... if these exist already."
        )
    return SetupError(
        f"The PostgreSQL server {where} ({source}) cannot be used as {found['USER']}. "
        f"Check address, user and password, and that the server runs. It said: {said}"
    )

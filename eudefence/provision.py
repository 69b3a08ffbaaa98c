"""Roles, passwords, database and rights on a running server, as its set-up login."""

import psycopg
from psycopg import Connection, sql
from psycopg.rows import dict_row

from eudefence import closing, logins, refusals, roles
from eudefence.errors import SetupError
from eudefence.logins import DATABASE, connect_arguments, login
from eudefence.roles import ANALYST, APP, OWNER, READER, Row

LOCK = 0x65756465
"""Key of the advisory lock: two starts at once would fail with `tuple concurrently updated`."""

# REVOKE first: PUBLIC may connect and make temporary tables in any new database.
RIGHTS = f"""
REVOKE ALL ON DATABASE {DATABASE} FROM PUBLIC;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT CONNECT ON DATABASE {DATABASE} TO {APP}, {READER}, {ANALYST};
GRANT TEMPORARY ON DATABASE {DATABASE} TO {ANALYST};
GRANT USAGE ON SCHEMA public TO {APP};
"""
RIGHTS_STAND = f"""
SELECT has_schema_privilege('{APP}', 'public', 'USAGE')
   AND has_database_privilege('{ANALYST}', current_database(), 'TEMPORARY')
   AND NOT has_schema_privilege('public', 'public', 'USAGE')
   AND NOT has_schema_privilege('public', 'public', 'CREATE')
   AND NOT has_database_privilege('public', current_database(), 'CONNECT')
   AND NOT has_database_privilege('public', current_database(), 'TEMPORARY')
   AND bool_and(has_database_privilege(name, current_database(), 'CONNECT')) AS stand
  FROM unnest(ARRAY['{APP}', '{READER}', '{ANALYST}']) AS name
"""
# On our own server nobody but the owner has business in the other databases: tests make theirs
# from `postgres`.
CLOSE_OTHERS = f"""
REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC;
GRANT CONNECT ON DATABASE postgres TO {OWNER};
"""


def ensure(*, creates_databases: bool) -> None:
    """Bring the server to where migrations can run as the owner; write only what differs."""
    with connect() as connection:
        refusals.check(connection)
        connection.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        is_superuser = connection.execute("SHOW is_superuser").fetchone() == {"is_superuser": "on"}
        for role in roles.wanted(creates_databases=creates_databases, names_author=is_superuser):
            roles.ensure(connection, role)
        if not _exists(connection):
            _create_database(connection, is_superuser=is_superuser)
        _ensure_password(connection, "owner")
        _ensure_rights()
        if is_superuser:
            closing.ensure(DATABASE)
        for short in ("app", "reader", "analyst"):
            _ensure_password(connection, short)


def connect() -> Connection[Row]:
    """A session of the set-up login, which waits neither for the network nor for locks for ever."""
    arguments = {"connect_timeout": 10} | connect_arguments(login("setup"))
    arguments["options"] = f"{arguments.get('options', '')} -c lock_timeout=60s"
    try:
        return psycopg.connect(**arguments, autocommit=True, row_factory=dict_row)
    except psycopg.OperationalError:
        # A URL may name the database that we are about to create.
        if arguments.get("dbname") != DATABASE:
            raise
        return psycopg.connect(**arguments | {"dbname": "postgres"}, autocommit=True, row_factory=dict_row)


def _exists(connection: Connection[Row]) -> bool:
    query = """SELECT pg_get_userbyid(datdba) = %s AS ours FROM pg_database WHERE datname = %s"""
    found = connection.execute(query, [OWNER, DATABASE]).fetchone()
    if found and not found["ours"]:
        raise SetupError(
            f"The server already has a database {DATABASE} that belongs to somebody else. If it is "
            f"meant for eudefence: ALTER DATABASE {DATABASE} OWNER TO {OWNER};"
        )
    return found is not None


def _create_database(connection: Connection[Row], *, is_superuser: bool) -> None:
    names = {"database": sql.Identifier(DATABASE), "owner": sql.Identifier(OWNER)}
    if not is_superuser:
        # Only a member may make something that belongs to the owner.
        connection.execute(sql.SQL("GRANT {owner} TO CURRENT_USER").format(**names))
    connection.execute(
        sql.SQL("CREATE DATABASE {database} OWNER {owner} ENCODING 'UTF8' TEMPLATE template0").format(**names)
    )
    if not logins.is_external():
        connection.execute(CLOSE_OTHERS)
        closing.ensure("template1")


def _ensure_password(connection: Connection[Row], short: str) -> None:
    """Set the role's password unless its login works, or the environment says how it logs in."""
    if logins.is_overridden(short) or _can_log_in(short):
        return
    role = login(short)
    roles.set_password(connection, role["USER"], role["PASSWORD"])


def _can_log_in(short: str) -> bool:
    # Why it fails is not asked: libpq tells no code, and setting the right password harms nobody.
    try:
        psycopg.connect(**{"connect_timeout": 10} | connect_arguments(login(short))).close()
    except psycopg.OperationalError:
        return False
    return True


def _ensure_rights() -> None:
    with psycopg.connect(**connect_arguments(login("owner")), autocommit=True, row_factory=dict_row) as connection:
        if connection.execute(RIGHTS_STAND).fetchone() != {"stand": True}:
            with connection.transaction():
                connection.execute(RIGHTS)

"""The four database roles as they have to be, and what brings them there.

Everything here compares first and writes only a difference, so that it can run at every start.
"""

from dataclasses import dataclass, field
from typing import Any

from psycopg import Connection, sql

OWNER, APP = "eudefence_owner", "eudefence_app"
READER, ANALYST = "eudefence_reader", "eudefence_analyst"

Row = dict[str, Any]


@dataclass(frozen=True)
class Role:
    """A login: what it is, and the settings each of its sessions begins with."""

    name: str
    inherits: bool = False
    creates_databases: bool = False
    connections: int = -1
    settings: dict[str, str] = field(default_factory=dict)


def wanted(*, creates_databases: bool, names_author: bool) -> list[Role]:
    """The four roles. None is a member of another, and none may become another.

    Only tests and the embedded server need an owner that creates databases. Only a superuser may
    attach a setting of our own, `eudefence.author`, to a role.
    """
    author = {"eudefence.author": "migration"} if names_author else {}
    return [
        # PostgreSQL 15 gives the owner of a database its rights on schema public (through
        # pg_database_owner) only if the role inherits; there is nothing else to inherit.
        Role(OWNER, inherits=True, creates_databases=creates_databases, settings=author),
        Role(APP, settings={"lock_timeout": "5s", "statement_timeout": "30s"}),
        Role(
            READER,
            # The best plan of what readers ask is the same for all values: each is planned once for a connection.
            settings={
                "statement_timeout": "5s",
                "default_transaction_read_only": "on",
                "plan_cache_mode": "force_generic_plan",
            },
        ),
        Role(
            ANALYST,
            connections=10,
            # Not read only: that would refuse temporary tables. Grants keep the data safe.
            settings={
                "statement_timeout": "30s",
                "idle_in_transaction_session_timeout": "10min",
                "search_path": "eudefence",
                # A prepared query is planned anew each time: planning finds out what eudefence.known_at means.
                "plan_cache_mode": "force_custom_plan",
            },
        ),
    ]


def ensure(connection: Connection[Row], role: Role) -> None:
    """Create the role, or change what differs of it."""
    found = _find(connection, role.name)
    if found is None:
        connection.execute(sql.SQL("CREATE ROLE {}").format(sql.Identifier(role.name)))
        found = _find(connection, role.name) or {}
    if clauses := _differences(found, role):
        _alter(connection, role.name, sql.SQL(" ".join(clauses)))
    settings = dict(entry.split("=", 1) for entry in found["rolconfig"] or [])
    for name, value in role.settings.items():
        if settings.get(name) != value:
            # A name such as eudefence.author has two parts.
            setting = sql.Identifier(*name.split("."))
            _alter(connection, role.name, sql.SQL("SET {} = {}").format(setting, value))


def set_password(connection: Connection[Row], name: str, password: str) -> None:
    """Set the password as its SCRAM verifier, so that no log of the server holds it in clear."""
    verifier = connection.pgconn.encrypt_password(password.encode(), name.encode(), b"scram-sha-256").decode()
    _alter(connection, name, sql.SQL("PASSWORD {}").format(verifier))


def _find(connection: Connection[Row], name: str) -> Row | None:
    return connection.execute("SELECT * FROM pg_roles WHERE rolname = %s", [name]).fetchone()


def _differences(found: Row, role: Role) -> list[str]:
    # Only what differs is named: who is no superuser may not even say NOSUPERUSER.
    attributes = {
        "LOGIN": (found["rolcanlogin"], True),
        "INHERIT": (found["rolinherit"], role.inherits),
        "CREATEDB": (found["rolcreatedb"], role.creates_databases),
        "SUPERUSER": (found["rolsuper"], False),
        "CREATEROLE": (found["rolcreaterole"], False),
        "REPLICATION": (found["rolreplication"], False),
        "BYPASSRLS": (found["rolbypassrls"], False),
    }
    clauses = [word if want else f"NO{word}" for word, (is_, want) in attributes.items() if is_ != want]
    if found["rolconnlimit"] != role.connections:
        clauses.append(f"CONNECTION LIMIT {role.connections}")
    return clauses


def _alter(connection: Connection[Row], name: str, change: sql.Composable) -> None:
    connection.execute(sql.SQL("ALTER ROLE {} {}").format(sql.Identifier(name), change))

"""Whether PostgreSQL lets the site open the connections that it may come to need."""

import psycopg

from eudefence import logins

WORKER_THREADS = 4  # they overlap Python with PostgreSQL; left to itself granian takes hundreds
# Of a worker beside its threads: one that listens for changesets, and one for each whole set that is being sent.
BESIDE = 1 + 2


def needed(workers: int) -> int:
    """At most: each thread keeps a login of the app and one of the readers."""
    return workers * (2 * WORKER_THREADS + BESIDE)


def complaint(workers: int) -> str:
    """A sentence for whoever starts the site, if the server offers less than it may need; else nothing."""
    with psycopg.connect(**logins.connect_arguments(logins.login("app"))) as connection:
        offered = connection.execute(
            "select current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int"
        ).fetchone()
    free = offered[0] if offered else 0
    if needed(workers) <= free:
        return ""
    return (
        f"PostgreSQL offers {free} connections, and {workers} workers may need {needed(workers)}: under load some "
        "questions would be refused. Raise max_connections there, or put a pool such as PgBouncer between."
    )

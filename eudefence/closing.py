"""Functions of PostgreSQL that are taken from everybody: those that keep others waiting, or tell them things."""

import psycopg

from eudefence.logins import connect_arguments, login
from eudefence.roles import APP, OWNER

# The statements LISTEN and NOTIFY ask for no right; who is told only looks for a newer changeset.
CLOSE_FUNCTIONS = f"""
DO $$
DECLARE called regprocedure;
BEGIN
  FOR called IN
    SELECT oid FROM pg_proc
     WHERE pronamespace = 'pg_catalog'::regnamespace AND proname ~ '^pg_(notify|sleep|advisory_|try_advisory_)'
       AND has_function_privilege('public', oid, 'EXECUTE')
  LOOP
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO {OWNER}, {APP}', called);
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', called);
  END LOOP;
END $$
"""


def ensure(database: str) -> None:
    """Close them in one database, and in what is made from it as a template. For a superuser only."""
    arguments = connect_arguments(login("setup")) | {"dbname": database}
    with psycopg.connect(**arguments, autocommit=True) as connection:
        connection.execute(CLOSE_FUNCTIONS.encode())

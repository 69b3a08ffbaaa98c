"""`psql`: a shell for analysts, or the statements in the variable SQL with their rows as CSV."""

import os
import shutil
import subprocess

from psycopg.conninfo import make_conninfo

from eudefence import database, logins, programs
from eudefence.errors import SetupError

CSV = ["--csv", "--quiet", "--set=ON_ERROR_STOP=1", "--file=-"]


def main() -> int:
    """Open the shell; with SQL, run it in one session. psql's exit code: not 0 after a refusal."""
    if database.is_set_up_elsewhere():
        raise SetupError("This machine has only the app's login, in APP_URL: give DATABASE_URL too.")
    database.ensure()
    arguments = logins.connect_arguments(database.login("analyst"))
    # The password goes by the environment: a command line is readable by every user.
    environment = os.environ | {"PGPASSWORD": arguments.pop("password", "")}
    command = [_program(), "--no-psqlrc", f"--dbname={make_conninfo(**arguments)}"]
    statements = os.environ.get("SQL", "")
    if not statements.strip():
        os.execve(command[0], command, environment)
    done = subprocess.run([*command, *CSV], input=statements.encode(), env=environment)
    return done.returncode


def _program() -> str:
    # The wheel's psql was built without TLS, which a server elsewhere may demand.
    installed = shutil.which("psql") if logins.is_external() else None
    return installed or str(programs.wheel() / "psql")

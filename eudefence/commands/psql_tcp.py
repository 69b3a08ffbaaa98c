"""`psql-tcp`: opens a port on 127.0.0.1 for analysts' programs; `psql-tcp-off` closes it."""

from eudefence import database, logins, server, tcp
from eudefence.commands import port
from eudefence.errors import SetupError

HOW = """\
Analysts' programs come in on {host}:{number} until `make psql-tcp-off`. Nobody else does, and no other machine.

  host      {host}
  port      {number}
  database  {database}
  user      {user}
  password  the last word of {file}

psql, R, pandas and DuckDB find the password there by themselves:

  export PGPASSFILE={file}
  psql    'host={host} port={number} dbname={database} user={user}'
  pandas  create_engine("postgresql+psycopg://{user}@{host}:{number}/{database}")
  R       dbConnect(RPostgres::Postgres(), host = "{host}", port = {number}, dbname = "{database}", user = "{user}")
  DuckDB  ATTACH 'host={host} port={number} dbname={database} user={user}' AS e (TYPE postgres, READ_ONLY);"""


def main() -> int:
    """Have the server listen, and say how to connect."""
    if logins.is_external():
        raise SetupError("DATABASE_URL names a server of its own: connect to that, as eudefence_analyst.")
    database.ensure()
    number = port.chosen("TCP_PORT", 5433)
    if number != tcp.port():
        port.check_free(number, "make psql-tcp TCP_PORT")
        tcp.open_on(number)
        _restart()
    names = {"database": logins.DATABASE, "user": tcp.ANALYST, "file": tcp.file()}
    print(HOW.format(host=tcp.HOST, number=number, **names))
    return 0


def off() -> int:
    """Have the server listen no more."""
    if not tcp.close():
        print("No port is open.")
        return 0
    if server.running():
        _restart()
    print("The port is closed.")
    return 0


def _restart() -> None:
    # Who is connected is cut off once; the site comes back by itself.
    server.stop()
    server.ensure()

"""`python -m eudefence run`, `stop`, `psql`, ...: the commands behind the Makefile."""

import sys
from collections.abc import Callable

from eudefence.commands import psql, psql_tcp, reset, run, status, stop
from eudefence.errors import SetupError

COMMANDS: dict[str, Callable[[], int]] = {
    "run": run.main,
    "stop": stop.main,
    "psql": psql.main,
    "psql-tcp": psql_tcp.main,
    "psql-tcp-off": psql_tcp.off,
    "reset": reset.main,
    "status": status.main,
}


def main() -> int:
    """Run the command named on the command line; its exit code."""
    if len(sys.argv) != 2 or sys.argv[1] not in COMMANDS:
        print(f"Usage: python -m eudefence {'|'.join(COMMANDS)}", file=sys.stderr)
        return 2
    try:
        return COMMANDS[sys.argv[1]]()
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())

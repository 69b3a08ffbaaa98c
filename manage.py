#!/usr/bin/env python
"""Django's command line, with the database started first and the right login chosen."""

import os
import sys

from eudefence import database
from eudefence.errors import SetupError

OWNER_COMMANDS = frozenset(
    {
        "migrate",
        "makemigrations",
        "showmigrations",
        "sqlmigrate",
        "loaddata",
        "flush",
        "sqlflush",
        "synthesise",
        "redact",
    }
)
"""Commands that need the schema's owner; everything else runs as the application."""


def main() -> int:
    """Run one command of Django."""
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    os.environ.setdefault("EUDEFENCE_ROLE", "owner" if command in OWNER_COMMANDS else "app")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "eudefence.settings")
    try:
        database.ensure()
        from django.core.management import execute_from_command_line

        execute_from_command_line(sys.argv)
    except SetupError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())

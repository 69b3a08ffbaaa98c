"""Making a release in a process of its own, under other circumstances, or until it is killed."""

import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings
from django.db import connections

MAKE = """
import os, signal, sys
import django
from django.conf import settings
django.setup()
from django.core.management import call_command
from django.db import connections
database, settings.RELEASES, name, dies_at = sys.argv[1:]
for alias in ("default", "reader"):
    connections[alias].settings_dict["NAME"] = database
calls, sync = 0, os.fsync
def fsync(descriptor):
    global calls
    calls += 1
    if calls == int(dies_at):
        os.kill(os.getpid(), signal.SIGKILL)
    sync(descriptor)
os.fsync = fsync
call_command("release", name)
print(calls, file=sys.stderr)
"""


def make(name: str, folder: Path, dies_at: int = 0, **environment: str) -> subprocess.CompletedProcess[str]:
    """Make the release NAME of the database in use; the process kills itself at its DIES_AT-th fsync."""
    database = str(connections["default"].settings_dict["NAME"])
    variables = {"DJANGO_SETTINGS_MODULE": "eudefence.settings", "PYTHONPATH": str(settings.BASE_DIR)} | environment
    return subprocess.run(
        [sys.executable, "-c", MAKE, database, str(folder), name, str(dies_at)],
        cwd=folder.parent,
        env=os.environ | variables,
        capture_output=True,
        text=True,
    )

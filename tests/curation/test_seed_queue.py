"""`manage.py seed` beside another writer."""

from pathlib import Path

import pytest
from django.core.management import CommandError
from django.db import connection

from tests.curation.folders import seed, write
from tests.databases import connected


def test_while_somebody_else_writes_it_says_so_and_loads_nothing(own_db: str, tmp_path: Path) -> None:
    with connected("app") as other, other.transaction():
        other.execute("select record_begin()")
        with connection.cursor() as cursor:
            cursor.execute("set lock_timeout = '100ms'")
        with pytest.raises(CommandError, match=r"Somebody else is writing[^$]*Nothing was loaded"):
            seed(write(tmp_path))
    assert "added 20 in changeset 1" in seed(tmp_path)

"""The seeded record and some changesets more: rows renamed, redated, withdrawn, restored, spells that follow others."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.api.test_promise import CHANGES
from tests.databases import clone


@pytest.fixture(scope="module")
def curated(seeded_database: str, django_db_blocker: Any) -> Iterator[str]:
    with django_db_blocker.unblock(), clone(f"{seeded_database}_curated", template=seeded_database) as name:
        for change in CHANGES:
            change()
        yield name

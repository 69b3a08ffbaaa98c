"""A curator at the admin, and one example of every record."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from tests.curators import collected, curator, examples


@pytest.fixture(scope="session")
def static_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with collected(tmp_path_factory.mktemp("static")):
        yield


@pytest.fixture
def rows(db: None) -> dict[Any, Any]:
    return examples()


@pytest.fixture
def client(db: None, static_files: None) -> Client:
    client = Client()
    client.force_login(curator("ada", "Ada Example"))
    return client

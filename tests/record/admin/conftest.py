"""A reviewer at the admin, who publishes directly, a curator, who proposes, and one example of every record."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from tests.curators import collected, curator, examples, reviewer


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
    client.force_login(reviewer("ada", "Ada Example"))
    return client


@pytest.fixture
def cora(db: None, static_files: None) -> Client:
    """The browser of a curator."""
    client = Client()
    client.force_login(curator("cora", "Cora Example"))
    return client

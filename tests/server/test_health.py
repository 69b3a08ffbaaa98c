"""What tells a supervisor that the site lives, and that it can answer."""

from pathlib import Path

import pytest
from django.db import connections
from django.test import Client


def ask(address: str) -> tuple[int, str]:
    response = Client(headers={"host": "localhost"}).get(address)
    return response.status_code, response.content.decode()


@pytest.mark.usefixtures("own_db")
def test_ready_means_that_both_logins_reach_the_database(tmp_path: Path) -> None:
    assert ask("/livez") == (200, "alive\n")
    assert ask("/readyz") == (200, "ready\n")
    for alias in ("default", "reader"):
        settings = connections[alias].settings_dict
        host, settings["HOST"] = settings["HOST"], str(tmp_path)
        connections[alias].close()
        assert ask("/readyz") == (503, "the database is away\n")
        assert ask("/livez") == (200, "alive\n")
        settings["HOST"] = host
        connections[alias].close()
    assert ask("/readyz") == (200, "ready\n")

"""Whoever starts the site learns before its readers do that the database has too few connections for it."""

import pytest

from eudefence.commands import capacity


@pytest.mark.usefixtures("own_db")
def test_too_many_workers_for_the_server_are_told_in_a_sentence() -> None:
    assert capacity.complaint(1) == ""
    sentence = capacity.complaint(1000)
    assert str(capacity.needed(1000)) in sentence
    assert "max_connections" in sentence

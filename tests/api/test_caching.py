"""Answers can be kept: validators, and how long."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from tests.api.asking import API, SEEDED

ADDRESSES = ["memberships/?target=e5&valid_at=2026-06-01", "formats/eurocorps/", "sources/", "changesets/"]


def ask(address: str, **headers: str) -> Any:
    return Client(headers={"host": "localhost"} | headers).get(API + address)


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("address", ADDRESSES)
def test_what_has_not_changed_is_not_sent_again(address: str) -> None:
    first = ask(address)
    again = ask(address, **{"if-none-match": first["ETag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert again["ETag"] == first["ETag"]
    assert again["Eudefence-Changeset"] == str(SEEDED)
    assert first["Last-Modified"]


@pytest.mark.usefixtures("seeded")
def test_the_validator_differs_by_address_and_by_changeset() -> None:
    addresses = [*ADDRESSES, "formats/eurocorps/?known_at=changeset:1", "formats/eurocorps/?known_at=changeset:2"]
    tags = [ask(address)["ETag"] for address in addresses]
    assert len(set(tags)) == len(tags)


@pytest.mark.usefixtures("seeded")
def test_only_answers_pinned_by_number_or_name_may_be_kept_for_ever() -> None:
    for_ever = ["known_at=changeset:1", "known_at=release:paper"]
    asked_again = ["", f"known_at={datetime.now(UTC).isoformat(timespec='seconds').replace('+00:00', 'Z')}"]
    assert all("immutable" in ask(f"formats/?{query}")["Cache-Control"] for query in for_ever)
    assert all(ask(f"formats/?{query}")["Cache-Control"] == "public, no-cache" for query in asked_again)
    assert ask("formats/?known_at=changeset:1")["Memento-Datetime"]
    assert "Memento-Datetime" not in ask("formats/")


@pytest.fixture
def no_server(seeded: str, tmp_path: Path) -> Iterator[None]:
    """The reader's login leads to a socket behind which nobody listens."""
    settings = connections["reader"].settings_dict
    host, settings["HOST"] = settings["HOST"], str(tmp_path)
    connections["reader"].close()
    yield
    connections["reader"].close()
    settings["HOST"] = host


@pytest.mark.usefixtures("no_server")
def test_while_the_database_is_away_the_api_says_so_and_when_to_come_back() -> None:
    response = ask("formats/")
    assert (response.status_code, response["Content-Type"]) == (503, "application/problem+json")
    assert response["Retry-After"] == "5"
    assert response["Cache-Control"] == "no-store"
    assert "Traceback" not in response.content.decode()


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("address", ["formats/", "formats/pesco/", "formats.csv", "nowhere/"])
def test_whoever_brings_a_cookie_gets_the_public_answer_and_keeps_the_cookie(address: str) -> None:
    """Reading goes past sessions: none is looked up, none is ended."""
    client, bringing = (Client(headers={"host": "localhost"}) for _ in range(2))
    bringing.cookies["sessionid"] = "made-up"
    public, own = (each.get(API + address) for each in (client, bringing))
    assert own.headers == public.headers
    assert own.getvalue() == public.getvalue()
    assert not own.cookies
    assert "Cookie" not in own.get("Vary", "")

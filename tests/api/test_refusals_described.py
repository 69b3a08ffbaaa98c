"""Every status but 200, provoked: each is one that the OpenAPI document describes, with its headers and its body."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connections
from django.test import Client
from jsonschema import Draft202012Validator

from apps.api import exports
from apps.api.middleware import LONGEST
from apps.cooperation.models import Membership
from apps.record.actions import withdraw
from tests.api.asking import API
from tests.api.contract import committed
from tests.api.test_merges import twice, unite
from tests.databases import clone

LIST, ONE, SET = "/actors/", "/actors/{slug}/", "/actors.{form}"
ACTED_ON = ("Location", "Retry-After")  # headers that a client acts on: described where they are sent, and nowhere else
FAR = {"REMOTE_ADDR": "203.0.113.7"}  # this machine itself is not counted


def ask(address: str, far: dict[str, str] | None = None, **headers: str) -> Any:
    client = Client(raise_request_exception=False, headers={"host": "localhost"} | headers)
    return client.get(API + address, **(far or {}))


def described(path: str, response: Any, status: int) -> None:
    """Hold RESPONSE to what the document says of STATUS at PATH."""
    assert response.status_code == status
    document: Any = committed()
    said = _found(document["paths"][path]["get"]["responses"][str(status)])
    headers = {name: _found(header) for name, header in said.get("headers", {}).items()}
    for name, header in headers.items():
        assert name in response.headers or not header.get("required"), name
        if header["schema"]["type"] == "integer" and name in response.headers:
            assert int(response[name]) >= 0
    assert {name for name in ACTED_ON if name in response.headers} == {name for name in ACTED_ON if name in headers}
    body, kinds = response.getvalue(), said.get("content", {})
    assert bool(body) == bool(kinds)
    if body:
        kind = response["Content-Type"].partition(";")[0]
        Draft202012Validator(document | kinds[kind]["schema"]).validate(response.json())
        assert response.json()["status"] == status


def _found(part: Any) -> Any:
    """What PART refers to; itself where it refers to nothing."""
    if "$ref" not in part:
        return part
    found: Any = committed()
    for name in part["$ref"].split("/")[1:]:
        found = found[name]
    return found


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("path", [LIST, ONE])
def test_not_modified_and_found(path: str) -> None:
    address = path[1:].replace("{slug}", "poland")
    tag = ask(address)["ETag"]
    described(path, ask(address, **{"if-none-match": tag}), 304)
    described(path, ask(address, **{"accept-datetime": "Thu, 01 Jan 2099 00:00:00 GMT"}), 302)


@pytest.mark.usefixtures("seeded")
def test_what_cannot_be_read_is_not_there_or_too_long() -> None:
    described(LIST, ask("actors/?colour=blue"), 400)
    described(ONE, ask("actors/atlantis/"), 404)
    for path in (LIST, ONE):
        described(path, ask(path[1:].replace("{slug}", "poland"), accept="image/png"), 406)
        described(path, ask(f"{path[1:].replace('{slug}', 'poland')}?q={'a' * LONGEST}"), 414)
    described(LIST, ask("actors/?min_changeset=1000000"), 412)


def test_merged_and_withdrawn(seeded: str) -> None:
    with clone(f"{seeded}_described"):
        twice()
        unite()
        for form in ("/", ".json"):
            described(ONE if form == "/" else "/actors/{slug}.{form}", ask(f"actors/polska{form}"), 308)
        spell = Membership.objects.filter(member_actor="poland", withdrawn=False).first()
        assert spell
        withdraw(row=spell, reason="Entered by mistake")
        described("/memberships/{slug}/", ask(f"memberships/{spell.slug}/"), 410)


@pytest.mark.usefixtures("seeded")
def test_too_many_questions(settings: Any) -> None:
    cache.clear()
    settings.API_RATE = "1/minute"
    assert ask("actors/", FAR).status_code == 200
    described(LIST, ask("actors/", FAR), 429)
    described(ONE, ask("actors/poland/", FAR), 429)


@pytest.mark.usefixtures("seeded")
def test_our_own_mistake(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("apps.api.resource_views.version", broken)
    described(ONE, ask("actors/poland/"), 500)


@pytest.mark.usefixtures("seeded")
def test_as_many_whole_sets_as_are_sent_at_once() -> None:
    responses = [ask("actors.ndjson") for _ in range(exports.MOST_AT_ONCE)]
    try:
        described(SET, ask("actors.csv"), 503)
    finally:
        for response in responses:
            response.close()


@pytest.fixture
def away(seeded: str, tmp_path: Path) -> Iterator[None]:
    reader = connections["reader"].settings_dict
    host, reader["HOST"] = reader["HOST"], str(tmp_path)
    connections["reader"].close()
    yield
    reader["HOST"] = host


@pytest.mark.usefixtures("away")
@pytest.mark.parametrize("path", [LIST, ONE, SET])
def test_the_database_is_away(path: str) -> None:
    described(path, ask(path[1:].replace("{slug}", "poland").replace("{form}", "csv")), 503)


@pytest.mark.usefixtures("seeded")
def test_what_takes_too_long() -> None:
    with connections["reader"].cursor() as cursor:
        cursor.execute("set statement_timeout = '1ms'")
    try:
        described("/citations/", ask("citations/?page_size=500&count=exact"), 504)
    finally:
        connections["reader"].close()

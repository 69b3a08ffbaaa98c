"""Pages and the back office say so while the database is away, and are there again when it is."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connections
from django.test import Client

from tests.explorer.addresses import PAGES

AWAY = "The database does not answer just now"


def ask(address: str, client: Client | None = None) -> Any:
    client = client or Client()
    return client.get(address, headers={"host": "localhost"})


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("address", [*PAGES.values(), "/matrix.csv", "/formats.json", "/timeline.svg", "/changes.atom"])
def test_a_page_says_when_to_come_back(address: str, tmp_path: Path) -> None:
    reader = connections["reader"].settings_dict
    host, reader["HOST"] = reader["HOST"], str(tmp_path)
    connections["reader"].close()
    try:
        response = ask(address)
    finally:
        reader["HOST"] = host
    if response.status_code != 200:  # a page of nothing but text
        assert (response.status_code, response["Retry-After"], response["Cache-Control"]) == (503, "5", "no-store")
        assert AWAY in response.content.decode()
    assert ask(address).status_code in (200, 302)


@pytest.mark.usefixtures("own_db")
def test_the_back_office_says_so_too(tmp_path: Path) -> None:
    client = Client()
    client.force_login(User.objects.create_superuser("root"), "django.contrib.auth.backends.ModelBackend")
    settings = connections["default"].settings_dict
    host, settings["HOST"] = settings["HOST"], str(tmp_path)
    connections["default"].close()
    try:
        response = ask("/admin/cooperation/format/", client)
    finally:
        settings["HOST"] = host
        connections["default"].close()
    assert (response.status_code, response["Retry-After"]) == (503, "5")
    assert ask("/admin/cooperation/format/", client).status_code == 200


@pytest.mark.usefixtures("seeded")
def test_a_page_that_takes_too_long_is_given_up() -> None:
    with connections["reader"].cursor() as cursor:
        cursor.execute("set statement_timeout = '1ms'")
    try:
        response = ask("/matrix/?standing=all")
    finally:
        connections["reader"].close()
    assert response.status_code == 504
    assert "Ask for less" in response.content.decode()

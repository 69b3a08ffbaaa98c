"""The strict content policy stands on every answer."""

import pytest
from django.test import Client

from tests.explorer.addresses import PAGES

ADDRESSES = ["/", "/nowhere", "/api/v1/", "/api/v1/nowhere/", "/admin/login/", "/admin/", "/static/nowhere.css"]


@pytest.mark.django_db(databases=["default", "reader"])
@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("host", ["localhost", "not-ours.example"])
def test_every_answer_carries_the_strict_policy(address: str, host: str) -> None:
    response = Client(headers={"host": host}).get(address)
    policy = response["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


def test_a_page_that_is_not_there_says_so_in_words() -> None:
    response = Client(headers={"host": "localhost"}).get("/nowhere")
    assert response.status_code == 404
    assert "There is no such page" in response.content.decode()


@pytest.mark.parametrize("address", PAGES.values())
def test_no_page_takes_anything(address: str) -> None:
    """Whoever sends to a page is told that, not that a key is missing."""
    client = Client(headers={"host": "localhost"}, enforce_csrf_checks=True)
    assert [client.generic(method, address).status_code for method in ("POST", "PUT", "DELETE")] == [405] * 3


def test_a_form_without_its_key_is_refused_in_words_and_under_the_strict_policy() -> None:
    client = Client(headers={"host": "localhost"}, enforce_csrf_checks=True)
    response = client.post("/suggest/?about=actors/poland", {"text": "It is one."})
    assert response.status_code == 403
    assert "Nothing was saved." in response.content.decode()
    assert "<style" not in response.content.decode()

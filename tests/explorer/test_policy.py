"""The strict content policy stands on every answer."""

import pytest
from django.test import Client

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

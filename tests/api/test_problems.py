"""Every error is a problem for people and programs (RFC 9457), whoever refuses, and open to other sites' pages."""

from threading import BoundedSemaphore
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from apps.api import exports
from apps.api.middleware import LONGEST
from apps.api.problems import TITLES, Busy
from tests.api.asking import API, refused

pytestmark = pytest.mark.usefixtures("seeded")


def ask(address: str, method: str = "get", /, *, host: str = "localhost", **rest: Any) -> Any:
    return getattr(Client(raise_request_exception=False), method)(API + address, headers={"host": host}, **rest)


def is_problem(response: Any, status: int) -> dict[str, Any]:
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert response["Cache-Control"] == "no-store"
    assert response["Access-Control-Allow-Origin"] == "*"
    problem: dict[str, Any] = response.json()
    assert (problem["status"], problem["title"], problem["type"]) == (status, TITLES[status], "about:blank")
    assert problem["detail"]
    assert "Traceback" not in problem["detail"]
    return problem


def test_what_no_view_sees_is_a_problem_too() -> None:
    assert "host name" in is_problem(ask("actors/", host="evil.example"), 400)["detail"]
    long = is_problem(ask(f"actors/?q={'a' * LONGEST}"), 414)
    assert len(long["instance"]) <= 200
    is_problem(Client(headers={"host": "localhost"}).get("/api/v2/actors/"), 404)
    is_problem(Client(headers={"host": "localhost"}).get("/api/"), 404)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "trace"])
@pytest.mark.parametrize("address", ["", "actors/", "actors/poland/", "matrix/", "changes/", "context.jsonld", "x/"])
def test_the_api_is_read_only_everywhere(method: str, address: str) -> None:
    response = ask(address, method)
    is_problem(response, 405)
    assert response["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("address", ["actors/", "actors/poland/", "matrix/", "changes/", "actors/poland/history/"])
def test_a_form_that_there_is_not_is_refused(address: str) -> None:
    problem = is_problem(Client(headers={"host": "localhost", "accept": "image/png"}).get(API + address), 406)
    assert "“image/png”" in problem["detail"]
    assert "application/json" in problem["detail"]


@pytest.mark.parametrize("address", ["actors", "actors/poland", "matrix", "changes", "actors/poland/history"])
def test_an_address_without_its_last_slash_leads_to_the_one_with_it(address: str) -> None:
    response = ask(f"{address}?fields=name&x=%C3%A9")
    assert (response.status_code, response["Location"]) == (308, f"{API}{address}/?fields=name&x=%C3%A9")


def test_a_mistake_of_ours_is_a_problem_without_a_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr("apps.api.resource_views.version", broken)
    assert "secret" not in is_problem(ask("actors/poland/"), 500)["detail"]


def test_a_question_that_takes_too_long_is_given_up_and_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import connections

    with connections["reader"].cursor() as cursor:
        cursor.execute("show statement_timeout")
        assert cursor.fetchone() == ("5s",)
        cursor.execute("set statement_timeout = '1ms'")
    try:
        problem = is_problem(ask("citations/?page_size=500&count=exact"), 504)
        assert "Ask for less" in problem["detail"]
    finally:
        connections["reader"].close()


def test_who_asks_too_often_is_told_when_to_come_back(settings: Any) -> None:
    cache.clear()
    settings.API_RATE = "3/minute"
    one, other = ({"REMOTE_ADDR": address} for address in ("203.0.113.7", "203.0.113.8"))
    assert [ask("", **one).status_code for _ in range(4)] == [200, 200, 200, 429]
    response = ask("actors/", **one)
    is_problem(response, 429)
    assert 0 < int(response["Retry-After"]) <= 60
    assert ask("", **other).status_code == 200
    assert [ask("").status_code for _ in range(5)] == [200] * 5  # from this machine itself
    settings.API_RATE = ""
    assert ask("", **one).status_code == 200


def test_behind_proxies_each_client_counts_for_itself(settings: Any) -> None:
    """As many addresses are believed as there are proxies of ours; what the client wrote before them is not."""
    cache.clear()
    settings.API_RATE = "2/minute"
    settings.REST_FRAMEWORK = settings.REST_FRAMEWORK | {"NUM_PROXIES": 1}
    for client in ("198.51.100.1", "198.51.100.2"):
        told = [
            ask("", HTTP_X_FORWARDED_FOR=f"{forged}, {client}").status_code for forged in ("1.1.1.1", "2.2.2.2", "")
        ]
        assert told == [200, 200, 429]


def test_only_so_many_whole_sets_are_sent_at_once() -> None:
    responses = [ask("actors.ndjson") for _ in range(exports.MOST_AT_ONCE)]
    refusal = ask("actors.csv")
    assert refusal.status_code == 503
    assert int(refusal["Retry-After"]) > 0
    assert ask("actors/").status_code == 200
    responses.pop().close()
    again = ask("actors.csv")
    assert (again.status_code, len(again.getvalue()) > 100) == (200, True)
    for response in [*responses, again]:
        response.close()
        response.close()
    assert [ask("actors.ndjson").close() for _ in range(5)]


def test_pages_of_other_sites_may_read() -> None:
    response = ask("actors/poland/")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "ETag" in response["Access-Control-Expose-Headers"]
    asked = ask("actors/", "options", HTTP_ACCESS_CONTROL_REQUEST_METHOD="GET", HTTP_ORIGIN="https://example.org")
    assert (asked.status_code, asked.content) == (204, b"")
    assert "Accept-Datetime" in asked["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Origin" not in Client(headers={"host": "localhost"}).get("/livez")


def test_a_refusal_tells_at_which_changeset() -> None:
    response = ask("actors/atlantis/?known_at=changeset:1")
    assert (response.status_code, response["Eudefence-Changeset"]) == (404, "1")
    assert refused("actors/atlantis/")[1]["instance"] == f"{API}actors/atlantis/"


def test_a_whole_set_that_never_reached_its_reader_gives_its_place_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """As when the database goes away between the first piece and the end of the transaction."""
    monkeypatch.setattr(exports, "slots", BoundedSemaphore(1))
    stream = exports.Stream(piece for piece in [b"first", b"second"])
    with pytest.raises(Busy):
        exports.Stream(piece for piece in [b"first"])
    del stream
    exports.Stream(piece for piece in [b"first"]).close()

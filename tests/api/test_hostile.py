"""Whatever is asked, the answer is an answer or a problem: never an error of ours."""

import base64
import json
from collections.abc import Iterable
from itertools import cycle
from typing import Any

import pytest
from django.test import Client

from tests.api.asking import API
from tests.api.contract import committed
from tests.api.test_openapi import address, parameters

pytestmark = pytest.mark.usefixtures("seeded")
TEXTS = {
    "NUL": "%00",
    "NUL in an identifier": "iso3166:%00",
    "a surrogate": "%ED%A0%80",
    "broken percent-encoding": "%zz%",
    "bytes that are no UTF-8": "%ff%fe",
    "a huge number": "9" * 400,
    "a negative number": "-1",
    "not a number": "NaN",
    "digits of another script": "%D9%A1%D9%A2",
    "a day before all days": "0000-00-00",
    "the last day": "9999-12-31",
    "a day after all days": "99999-01-01",
    "SQL": "'%3B%20drop%20table%20actors--",
    "a wildcard": "%25_%5C",
    "markup": "%3Cscript%3Ealert(1)%3C/script%3E",
    "commas": "," * 60,
    "a header": "x%0d%0aSet-Cookie:%20a=b",
    "nothing": "",
    "much": "a" * 100_000,
}
PATHS = [
    "..%2f..%2fetc%2fpasswd/",
    "actors/%00/",
    "actors/%ED%A0%80/",
    "actors/" + "a" * 5000 + "/",
    "actors.xml",
    "%zz",
]
PATHS += [
    "changesets/99999999999999999999/",
    "changesets/-1/",
    "changesets/%D9%A1/",
    "changesets/+1/",
    "changesets/1_0/",
    "changesets/01/",
    "actors/%00/history/",
    "actors/%00.jsonld",
    "actors.%00",
]
VERBS = ("POST", "PUT", "PATCH", "DELETE", "TRACE", "FROBNICATE")
SOME = ("/memberships/",)
PROBLEM = "application/problem+json"


def ask(asked: str, method: str = "GET", **headers: str) -> Any:
    """The answer, read to its end; an exception that is not answered fails the test."""
    response: Any = Client(headers={"host": "localhost"} | headers).generic(method, API + asked)
    response.getvalue()
    return response


def assert_is_an_answer(response: Any, asked: str) -> None:
    assert response.status_code < 500, asked[:200]
    if response.status_code >= 400:
        assert response["Content-Type"].startswith(PROBLEM), asked[:200]
        assert response.json()["status"] == response.status_code
    assert "Set-Cookie" not in response


def each_parameter(paths: Iterable[str], text: str) -> int:
    """Ask with TEXT as every parameter of PATHS, one at a time, and say how often that was."""
    asked = [
        address(path, committed()["paths"][path]["get"], **{each["name"]: text})
        for path in paths
        for each in parameters(committed()["paths"][path]["get"])
        if each["in"] == "query"
    ]
    for each in asked:
        assert_is_an_answer(ask(each), each)
    return len(asked)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_no_value_of_a_parameter_is_too_much(text: str) -> None:
    assert each_parameter(SOME, text) > 15


@pytest.mark.slow
def test_no_value_of_any_parameter_anywhere_is_too_much() -> None:
    assert sum(each_parameter(committed()["paths"], text) for text in TEXTS.values()) > 10_000


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path[:30])
def test_no_path_is_too_much(path: str) -> None:
    response = ask(path)
    assert_is_an_answer(response, path)
    assert 400 <= response.status_code < 500


def test_every_other_verb_is_refused_as_a_problem() -> None:
    """Each address with one of them, and each of them many times."""
    for (path, item), method in zip(committed()["paths"].items(), cycle(VERBS), strict=False):
        asked = address(path, item["get"])
        response = ask(asked, method)
        assert (response.status_code, response["Content-Type"]) == (405, PROBLEM), (method, asked)


@pytest.mark.parametrize("accept", ["text/html;;q=x", "image/png", "*", "/", ",", "application/json;q=" + "9" * 5000])
def test_an_accept_header_that_cannot_be_met_or_read_is_a_problem(accept: str) -> None:
    response = ask("actors/?page_size=1", accept=accept)
    assert_is_an_answer(response, accept)


def test_a_host_that_is_not_ours_is_refused() -> None:
    for host in ("evil.example", "localhost:x", "[", "", "a" * 5000):
        response = ask("actors/?page_size=1", host=host)
        assert_is_an_answer(response, host)
        assert response.status_code == 400


def test_a_parameter_given_twice_is_refused() -> None:
    for path in ("/memberships/{slug}/", "/matrix/", "/diff/", "/changes/"):
        operation = committed()["paths"][path]["get"]
        for each in parameters(operation):
            if each["in"] == "query" and "example" in each:
                asked = address(path, operation, **{each["name"]: each["example"]})
                response = ask(f"{asked}&{each['name']}=x")
                assert_is_an_answer(response, asked)
                assert response.status_code == 400, asked


@pytest.mark.parametrize(
    "content",
    [
        [2, None, False],
        [2, {}, False],
        [2, {"slug": None}, False],
        [2, {"slug": "a"}, "x"],
        [9**20, {"slug": "a"}, True],
        [-1, {"slug": "a"}, False],
        [2, {"slug": "\0"}, False],
        [2, {"slug": ["a"]}, False],
        [2, "1/2/3/4", False],
        [2, "1/actors/x/4", False],
        [2, "999999999999/actors/x", False],
        [2, "1/actors/\ud800", False],
        {},
        None,
    ],
    ids=repr,
)
def test_a_cursor_that_was_tampered_with_is_refused(content: Any) -> None:
    cursor = base64.urlsafe_b64encode(json.dumps(content).encode()).decode()
    for path in ("actors/", "memberships/", "changes/"):
        response = ask(f"{path}?cursor={cursor}")
        assert_is_an_answer(response, cursor)
        assert response.status_code == 400, path

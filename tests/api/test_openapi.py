"""The OpenAPI document is what the code says, and what it says is so; UPDATE_DOCS=1 rewrites it."""

import os
import re
from typing import Any

import pytest
from django.test import Client
from openapi_spec_validator import OpenAPIV31SpecValidator, validate

from apps.api import urls
from apps.api.contract import FILE
from apps.api.openapi import examples
from apps.api.openapi.document import document
from tests.api.asking import API, get, refused
from tests.api.contract import committed, complaints, shown, written
from tests.api.test_query_counts import templates, written_out

pytestmark = pytest.mark.usefixtures("seeded")
ALONE = re.compile(r"<\w+:(\w+)>")


def test_the_answers_it_shows_are_those_of_the_seed() -> None:
    if os.environ.get("UPDATE_DOCS"):
        examples.FILE.write_text(shown(), encoding="utf-8")
        examples.examples.cache_clear()
    assert examples.FILE.read_text(encoding="utf-8") == shown()


def test_it_is_what_the_code_says() -> None:
    if os.environ.get("UPDATE_DOCS"):
        FILE.write_text(written(document()), encoding="utf-8")
        committed.cache_clear()
    assert FILE.read_text(encoding="utf-8") == written(document())


def test_it_is_valid_openapi() -> None:
    validate(committed(), cls=OpenAPIV31SpecValidator)


def test_every_route_stands_in_it() -> None:
    """The last route is for addresses where there is nothing; the document does not describe itself."""
    routes = {ALONE.sub(r"{\1}", str(pattern.pattern)) for pattern in urls.urlpatterns[:-1]}
    paths = {re.sub(r"{(slug|number)}", "{key}", path).lstrip("/") for path in committed()["paths"]}
    assert {path.replace(".{form}", ".{format}") for path in paths} == {
        r for r in routes if not r.startswith(("openapi", "context"))
    }


def operations() -> list[tuple[str, dict[str, Any]]]:
    return [(path, each["get"]) for path, each in committed()["paths"].items()]


def parameters(operation: dict[str, Any]) -> list[dict[str, Any]]:
    shared = committed()["components"]["parameters"]
    return [shared[each["$ref"].split("/")[-1]] if "$ref" in each else each for each in operation["parameters"]]


def address(path: str, operation: dict[str, Any], **asked: Any) -> str:
    """The address of an operation, with the examples of what it cannot do without, and what is ASKED."""
    taken = parameters(operation)
    for each in taken:
        if each["in"] == "path":
            path = path.replace(f"{{{each['name']}}}", str(each["example"]))
    needed = {each["name"]: each["example"] for each in taken if each.get("required") and each["in"] == "query"}
    query = "&".join(f"{name}={_joined(value)}" for name, value in (needed | asked).items())
    return f"{path.removeprefix('/')}?{query}" if query else path.removeprefix("/")


def _joined(value: Any) -> str:
    values = value if isinstance(value, list) else [value]
    return ",".join(str(each).lower() if isinstance(each, bool) else str(each) for each in values)


@pytest.mark.parametrize(("path", "operation"), operations()[1:], ids=lambda value: value if value is str else "")
def test_each_operation_takes_the_parameters_it_names_and_no_others(path: str, operation: dict[str, Any]) -> None:
    status, problem = refused(address(path, operation, colour="red"))
    assert status == 400
    sentence = next(each["detail"] for each in problem["errors"] if each["parameter"] == "colour")
    known = set(sentence.split("Known: ")[1].rstrip(".").split(", "))
    assert known == {each["name"] for each in parameters(operation) if each["in"] == "query"}


@pytest.mark.parametrize(("path", "operation"), operations(), ids=lambda value: value if value is str else "")
def test_every_example_of_a_parameter_answers_as_the_document_says(path: str, operation: dict[str, Any]) -> None:
    for each in parameters(operation):
        if each["in"] == "query" and "example" in each:
            days = {"valid_at": "2018-06-01"} if each["name"] == "certainty" else {}
            asked = API + address(path, operation, **days, **{each["name"]: each["example"]})
            response: Any = Client(headers={"host": "localhost"}).get(asked)
            assert response.status_code == 200, (asked, response.content)
            assert response["Content-Type"].split(";")[0] in operation["responses"]["200"]["content"]
            response.close()


def test_every_answer_in_json_is_as_it_says() -> None:
    whole, found = committed(), []
    for template in ["", *templates(), "conflicts/", "timeline/"]:
        if re.search(r"\.(csv|ndjson|jsonld|link)", template):
            continue
        key = "{number}" if template.startswith("changesets") else "{slug}"
        path = "/" + template.split("?")[0].replace("{key}", key)
        found += [f"{template} {each}" for each in complaints(whole, path, get(written_out(template)))]
    assert found == [], "\n".join(found)[:2000]


def test_the_validator_complains_of_an_answer_that_is_otherwise() -> None:
    answer = get("actors/poland/")
    assert complaints(committed(), "/actors/{slug}/", answer) == []
    assert complaints(committed(), "/actors/{slug}/", answer | {"colour": "red"})
    assert complaints(committed(), "/actors/{slug}/", answer | {"kind": "planet"})


@pytest.mark.parametrize(("form", "media"), [("yaml", "application/yaml"), ("json", "application/json")])
def test_it_is_served_and_sent_once(form: str, media: str) -> None:
    client = Client(headers={"host": "localhost"})
    response = client.get(f"{API}openapi.{form}")
    assert (response.status_code, response["Content-Type"]) == (200, media)
    assert b"3.1.0" in response.content
    assert client.get(f"{API}openapi.{form}", headers={"if-none-match": response["ETag"]}).status_code == 304
    assert client.post(f"{API}openapi.{form}").status_code == 405

"""The reference page: the OpenAPI document for people, whole without JavaScript."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.api.contract import content
from apps.chronicle.shapes import BASE


@dataclass(frozen=True)
class Parameter:
    name: str
    place: str
    required: bool
    description: str
    values: tuple[str, ...]
    example: str


@dataclass(frozen=True)
class Operation:
    """One address: what it takes, what it answers, and a link that shows it."""

    name: str
    path: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]
    answers: tuple[tuple[str, str], ...]
    shown: str
    address: str


@cache
def groups() -> tuple[tuple[str, str, tuple[Operation, ...]], ...]:
    """Name, description and operations of each group, in the order of the document."""
    whole = json.loads(content("json"))
    found = list(_operations(whole))
    return tuple(
        (tag["name"], tag["description"], tuple(each for tagged, each in found if tagged == tag["name"]))
        for tag in whole["tags"]
    )


@require_safe
def reference(request: HttpRequest) -> HttpResponse:
    """Every address of the API."""
    return render(request, "api/reference.html", {"groups": groups(), "base": BASE})


def _operations(whole: dict[str, Any]) -> Iterator[tuple[str, Operation]]:
    for path, item in whole["paths"].items():
        asked = item["get"]
        taken = [_resolved(whole, each) for each in asked["parameters"]]
        answers = {status: _resolved(whole, each) for status, each in asked["responses"].items()}
        yield (
            asked["tags"][0],
            Operation(
                asked["operationId"],
                path,
                asked["summary"],
                asked["description"],
                tuple(_parameter(whole, each) for each in taken),
                tuple((status, each["description"]) for status, each in answers.items()),
                _shown(answers["200"]["content"]),
                _address(path, taken),
            ),
        )


def _parameter(whole: dict[str, Any], found: dict[str, Any]) -> Parameter:
    schema = found["schema"]
    values = _resolved(whole, schema.get("items", schema)).get("enum", ())
    required, example = bool(found.get("required")), _written(found.get("example", ""))
    return Parameter(found["name"], found["in"], required, found["description"], tuple(values), example)


def _resolved(whole: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    """What a reference leads to, or what is no reference itself."""
    if "$ref" not in found:
        return found
    for part in found["$ref"].split("/")[1:]:
        whole = whole[part]
    return whole


def _shown(content: dict[str, Any]) -> str:
    example = content.get("application/json", {}).get("example")
    return json.dumps(example, indent=2, ensure_ascii=False) if example else ""


def _address(path: str, parameters: list[dict[str, Any]]) -> str:
    for each in parameters:
        if each["in"] == "path":
            path = path.replace(f"{{{each['name']}}}", _written(each["example"]))
    needed = {
        each["name"]: _written(each["example"]) for each in parameters if each["in"] == "query" and each.get("required")
    }
    return f"{BASE}{path}" + (f"?{urlencode(needed)}" if needed else "")


def _written(example: Any) -> str:
    values = example if isinstance(example, list) else [example]
    return ",".join(str(each).lower() if isinstance(each, bool) else str(each) for each in values)

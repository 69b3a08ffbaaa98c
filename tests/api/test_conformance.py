"""Whatever the OpenAPI document allows, and what it forbids: every answer is one that the document describes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.api.asking import API

pytestmark = pytest.mark.usefixtures("seeded")
# A value that the document allows may still be refused: a cursor of another list, a changeset that is yet to come.
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
SOME = {"memberships", "questions", "record"}  # one address of every kind
MANY, AT_ONCE = 20_000, 20


@dataclass
class Asked:
    """How much was asked, how it was answered, and which five took longest, in seconds."""

    times: int = 0
    statuses: dict[int, int] = field(default_factory=dict)
    slowest: list[tuple[float, str]] = field(default_factory=list)

    def note(self, response: Any) -> None:
        self.times += 1
        self.statuses[response.status_code] = self.statuses.get(response.status_code, 0) + 1
        self.slowest = sorted([*self.slowest, (response.elapsed, response.request.url)], reverse=True)[:5]


def operations() -> list[Any]:
    # Without the cache in front: it says what this says, and its listener would outlive the test.
    document = schemathesis.openapi.from_wsgi(f"{API}openapi.json", get_wsgi_application())
    return [found.ok() for found in document.get_all_operations()]


def ask(asked: Asked, found: Iterable[Any], times: int, start: int = 0) -> None:
    """Each of these operations so many times with what it allows, and with what it forbids."""
    for operation in found:
        for mode in GenerationMode if operation.query else (GenerationMode.POSITIVE,):
            each(asked, operation.as_strategy(generation_mode=mode), times, start)


def each(asked: Asked, cases: Any, times: int, start: int) -> None:
    @seed(start)
    @settings(
        max_examples=times, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=HealthCheck
    )
    @given(case=cases)
    def is_described(case: Any) -> None:
        response = case.call()
        asked.note(response)
        case.validate_response(response, checks=CHECKS)

    is_described()


def test_some_questions_of_every_kind_are_answered_as_the_document_says() -> None:
    asked = Asked()
    ask(asked, [each for each in operations() if SOME.intersection(each.tags or ())], times=2)
    assert asked.times > 30
    assert {200, 400, 404} <= asked.statuses.keys()


@pytest.mark.slow
def test_many_questions_to_every_address_are_answered_as_the_document_says(capsys: pytest.CaptureFixture[str]) -> None:
    asked = Asked()
    for turn in count():
        ask(asked, operations(), AT_ONCE, turn)
        if asked.times >= MANY:
            break
    with capsys.disabled():
        print(f"\n{asked.times} asked, answered {asked.statuses}; the slowest took {asked.slowest}")

"""How many queries each endpoint takes; UPDATE_QUERY_COUNTS=1 writes the file of them anew.

Everything is asked at one changeset, so that the numbers tell of the code and not of how much was seeded since.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import resolve

from apps.actors.models import Actor
from apps.api import urls
from apps.api.questions import QUESTIONS
from apps.api.selections import expandable
from apps.chronicle import names
from apps.chronicle.resources import RESOURCES, Resource
from apps.cooperation.models import Membership
from apps.record.actions import publish
from apps.record.changesets import changeset
from apps.record.models import Verb
from tests.api.asking import API, get
from tests.factories.actors import ActorFactory
from tests.factories.base import cite
from tests.factories.cooperation import FormatFactory, MembershipFactory
from tests.factories.law import InstrumentFactory
from tests.factories.sources import SourceFactory

FILE = Path(__file__).parents[1] / "query_counts.json"
KNOWN = "known_at=changeset:2"
ASKED = {
    "conflicts": KNOWN,
    "matrix": f"valid_at=2020-01-01&{KNOWN}",
    "compare": f"from=2016-01-01&to=2022-01-01&{KNOWN}",
    "diff": "known_from=changeset:1&known_to=changeset:2",
    "overlaps": f"formats=e5,eurocorps,safe&valid_at=2026-06-01&{KNOWN}",
    "timeline": KNOWN,
}
NO_DATA = {"", "openapi.yaml", "openapi.json", "context.jsonld"}
NESTED = "memberships/?expand=actor,target,citations&page_size={}"


def templates() -> list[str]:
    """Every address that answers with data; `{key}` stands for the first row."""
    found = [f"{name}/?{ASKED[name]}" for name in QUESTIONS] + ["changes/?after=0&page_size=100"]
    for resource in RESOURCES.values():
        found += _of(resource)
    return found


def _of(resource: Resource) -> list[str]:
    known = [KNOWN] if resource.remembered else []
    standing = ["standing=all"] if resource.standing else []
    nested = [f"expand={','.join(expandable(resource))}"] if expandable(resource) else []
    day = ["valid_at=2026-06-01"] if resource.dated else []
    whole = [f"{resource.name}{form}" for form in (".csv", ".ndjson", ".jsonld")]
    rows = [_address(address, known, standing) for address in (f"{resource.name}/", *whole)]
    rows.append(_address(f"{resource.name}/", known, standing, day, nested, ["count=exact"]))
    details = [_address(f"{resource.name}/{{key}}/", known), _address(f"{resource.name}/{{key}}/", known, day, nested)]
    details.append(_address(f"{resource.name}/{{key}}.jsonld", known))
    forms = ("/", ".link") if resource.remembered else ()
    history = [_address(f"{resource.name}/{{key}}/history{form}", known) for form in forms]
    return list(dict.fromkeys(rows + details + history))


def _address(path: str, *parameters: list[str]) -> str:
    asked = "&".join(each for part in parameters for each in part)
    return f"{path}?{asked}" if asked else path


def written_out(template: str) -> str:
    if "{key}" not in template:
        return template
    resource = RESOURCES[template.split("/")[0]]
    first = get(_address(f"{resource.name}/", ["page_size=1"], [KNOWN] if resource.remembered else []))["results"][0]
    return template.format(key=first[resource.key])


def queries(address: str, statements: list[Any]) -> int:
    """How many statements an answer takes of which no name is known yet."""
    names._kept.cache_clear()
    before = len(statements)
    response: Any = Client(headers={"host": "localhost"}).get(API + address)
    assert response.status_code == 200, response.content
    assert response.getvalue()
    return len(statements) - before


@pytest.mark.usefixtures("seeded")
def test_every_endpoint_takes_the_queries_it_is_known_for(statements: list[Any]) -> None:
    queries(written_out(templates()[0]), statements)  # the first of a process opens connections and learns types
    counted = {template: queries(written_out(template), statements) for template in templates()}
    if os.environ.get("UPDATE_QUERY_COUNTS"):
        FILE.write_text(json.dumps(counted, indent=1) + "\n", encoding="utf-8")
    recorded = json.loads(FILE.read_text(encoding="utf-8"))
    assert counted == recorded, "If this is meant: UPDATE_QUERY_COUNTS=1 pytest tests/api/test_query_counts.py"
    assert all(counted.values())


def test_no_endpoint_is_left_out() -> None:
    """The last route is for addresses where there is nothing."""
    asked = {resolve(API + template.split("?")[0]).route for template in templates()}
    routes = {f"api/v1/{pattern.pattern}" for pattern in urls.urlpatterns[:-1]}
    assert routes - asked == {f"api/v1/{address}" for address in NO_DATA if f"api/v1/{address}" in routes}


VERSIONS = 20


@pytest.fixture
def many_versions(own_db: str) -> None:
    """A spell and its actor, both changed in each of many changesets."""
    with changeset(reason="A spell", verb=Verb.ADD, author="A. Curator"):
        MembershipFactory(slug="spell", member_actor=ActorFactory(slug="member"))
    for n in range(VERSIONS):
        spell, member = Membership.objects.get(slug="spell"), Actor.objects.get(slug="member")
        spell.note, member.name = f"Note {n}", f"Name {n}"
        publish(rows=[spell, member], reason="Again", verb=Verb.CORRECT, author="A. Curator")


@pytest.mark.usefixtures("many_versions")
def test_versions_and_changes_take_the_same_queries_however_many_there_are(statements: list[Any]) -> None:
    for history in ("memberships/spell/history/", "actors/member/history/"):
        assert len(get(history)["results"]) == VERSIONS + 1
        queries(history, statements)
        assert queries(history, statements) == queries(f"{history}?known_at=changeset:2", statements)
    few, many = (f"changes/?after=1&page_size={size}" for size in (2, VERSIONS * 2))
    assert [len(get(address)["results"]) for address in (few, many)] == [2, VERSIONS * 2]
    assert queries(few, statements) == queries(many, statements)


@pytest.fixture
def many_memberships(own_db: str) -> None:
    """More than a page of spells, of actors and formats in formats, instruments and organisations."""
    with changeset(reason="Many memberships", verb=Verb.ADD, author="A. Curator"):
        work = SourceFactory()
        members = [{"member_actor": ActorFactory()} for _ in range(30)]
        members.append({"member_actor": None, "member_format": FormatFactory()})
        targets: list[dict[str, Any]] = [{"target_format": FormatFactory()} for _ in range(2)]
        targets.append({"target_format": None, "target_instrument": InstrumentFactory()})
        targets.append({"target_format": None, "target_actor": ActorFactory(kind="organisation")})
        for joining in (member | target for target in targets for member in members):
            cite(MembershipFactory(**joining, cited=False), source=work)


@pytest.mark.usefixtures("many_memberships")
def test_nested_memberships_take_at_most_eight_queries_at_any_size(statements: list[Any]) -> None:
    assert len(get(NESTED.format(100))["results"]) == 100
    taken = [queries(NESTED.format(size), statements) for size in (1, 10, 100, 500)]
    assert max(taken) <= 8
    assert taken == sorted(taken)
    assert taken[-1] - taken[0] <= 3, "A page links to at most three more kinds of things than a row"

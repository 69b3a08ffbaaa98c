"""Among five thousand memberships every page takes few queries; UPDATE_QUERY_COUNTS=1 records how many."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.actors.models import Actor
from apps.cooperation.models import Format, Membership
from apps.curation.accounts import ADMINISTRATOR, permissions
from apps.curation.models import Import, SavedFilter, Suggestion
from apps.curation.synthesis.load import Size, fill
from apps.record.models import PendingChangeset, Release, State, Verb
from apps.record.pending.proposing import proposed
from apps.record.pending.writing import DRAFT
from apps.temporal.fields import _accepted
from tests.curators import examples, reviewer
from tests.databases import become, clone
from tests.record.admin.addresses import MANY, addresses

FILE = Path(__file__).parents[2] / "admin_query_counts.json"
MOST = 40
MEMBERSHIPS = 5000
LINES = 200  # of a file, two of them wrong


@pytest.fixture(scope="module")
def crowded(django_db_setup: None, django_db_blocker: Any, static_files: None) -> Iterator[dict[Any, Any]]:
    """A database of many made-up memberships, with one record at least of every kind; the busiest of each."""
    name = f"{connections['default'].settings_dict['NAME']}_crowded"
    with django_db_blocker.unblock(), clone(name):
        become("owner")
        try:
            fill(Size(MEMBERSHIPS, versions=2), lambda _: None)
        finally:
            become("app")
        yield _busiest()


def _busiest() -> dict[Any, Any]:
    """One record of every kind; of those made up, one that has company."""
    found = examples() | {model: model.objects.order_by("pk").first() for model in (Actor, Format, Membership)}
    user = reviewer("cora", "Cora Example")
    Release.objects.create(name="paper", title="The paper", changeset_id=1)
    SavedFilter.objects.create(name="Mine", address="/admin/actors/actor/", owner=user, shared=True)
    Suggestion.objects.create(resource="actors", slug="poland", text="It is one.", sender="x")
    for state, note in ((State.DRAFT, "In a draft."), (State.IN_REVIEW, "Seen.")):
        with proposed(user=user, reason=note, verb=Verb.CORRECT, state=state):
            keys = Membership.objects.order_by("pk").values("pk")[:MANY]
            Membership.objects.filter(pk__in=keys).update(note=note)
    lines = [
        [f"actor-{n % 30}", f"format-{n}", "contributor", f"{1990 + n % 30}-0{1 + n % 9}", "made-up"]
        for n in range(LINES - 2)
    ]
    lines += [
        ["nobody", "format-1", "observer", "2024", "made-up"],
        ["actor-1", "format-1", "boss", "20222", "made-up"],
    ]
    Import.objects.create(
        name="rows.csv", digest="0" * 64, model="cooperation.membership", rows=lines, user=user,
        columns=["member_actor", "target_format", "role", "start_edtf", "source"],
    )  # fmt: skip
    return found


def counted(client: Client, pages: dict[str, str]) -> dict[str, int]:
    """How many queries each of PAGES takes the first time; content types are looked up once in a process."""
    ContentType.objects.get_for_models(*(model for model in admin.site._registry))
    found = {}
    for name, address in pages.items():
        _accepted.clear()  # dates that were asked about before
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
        assert answer.status_code in (200, 403), address  # what nobody may see costs little, too
        found[name] = len(asked)
    return found


@pytest.fixture(scope="module")
def rex(crowded: Any) -> Client:
    """A browser of somebody who may see everything."""
    user = reviewer("rex", "Rex Example")
    group = Group.objects.create(name=ADMINISTRATOR)
    group.permissions.set(permissions()[ADMINISTRATOR])
    user.groups.add(group)
    client = Client()
    client.force_login(user)
    return client


def test_every_page_takes_few_queries(crowded: dict[Any, Any], rex: Client) -> None:
    found = counted(rex, addresses(crowded))
    if os.environ.get("UPDATE_QUERY_COUNTS"):
        FILE.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    assert {name: count for name, count in found.items() if count > MOST} == {}
    assert found == json.loads(FILE.read_text(encoding="utf-8")), "If this is meant: UPDATE_QUERY_COUNTS=1"


def test_a_draft_at_hand_costs_few_more(crowded: dict[Any, Any]) -> None:
    draft = PendingChangeset.objects.get(state=State.DRAFT)
    client = Client()
    client.force_login(draft.author)
    session = client.session
    session[DRAFT] = draft.pk
    session.save()
    assert "You work at a draft" in client.get(reverse("admin:index")).content.decode()
    assert {name: count for name, count in counted(client, addresses(crowded)).items() if count > MOST} == {}

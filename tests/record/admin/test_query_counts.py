"""At five thousand memberships every page of the back office takes few queries; UPDATE_QUERY_COUNTS=1 records them."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from apps.actors.models import Actor
from apps.cooperation.models import Format, Membership
from apps.record.models import Changeset, PendingChangeset, State, Verb
from apps.record.pending.proposing import proposed
from apps.sources.models import Source
from tests.curators import page, reviewer
from tests.databases import become, maintenance, use

FILE = Path(__file__).parents[2] / "query_counts_admin.json"
MOST = 40
OFFERED = "app_label=cooperation&model_name=membership&field_name=target_format&term=f"


@pytest.fixture(scope="module")
def made_up(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    name = f"{connections['default'].settings_dict['NAME']}_five_thousand"
    with django_db_blocker.unblock():
        become("owner")
        try:
            call_command("synthesise", name, memberships=5000, versions=1, replace=True, verbosity=0)
        finally:
            become("app")
        with use(name):
            ContentType.objects.clear_cache()  # that of the template's, whose keys are others
            yield
        ContentType.objects.clear_cache()
        with maintenance() as owner:
            owner.execute(f'drop database "{name}" with (force)'.encode())


def addresses() -> dict[str, str]:
    """Every kind of page, with the busiest record of its kind."""
    spell, target = Membership.objects.order_by("pk")[0], Format.objects.order_by("pk")[0]
    author = reviewer("cora", "Cora Example")
    with proposed(user=author, reason="Twenty notes", verb=Verb.CORRECT, state=State.IN_REVIEW):
        Membership.objects.filter(pk__in=Membership.objects.order_by("pk").values("pk")[:20]).update(note="Seen.")
    pending = PendingChangeset.objects.get()
    end = page(Membership, "end")
    many = ",".join(map(str, Membership.objects.values_list("pk", flat=True)[:50]))
    firsts = {Membership: spell, Format: target, Actor: Actor.objects.first(), Source: Source.objects.first()}
    return {
        "desk": "/admin/",
        "search": "/admin/search/?q=format",
        "review": f"/admin/record/pendingchangeset/{pending.pk}/change/",
        "proposals": "/admin/record/pendingchangeset/",
        "changesets": "/admin/record/changeset/",
        "changeset": f"/admin/record/changeset/{Changeset.objects.latest('number').pk}/change/",
        "end one": f"{end}?ids={spell.pk}",
        "end many": f"{end}?ids={many}",
        "autocomplete": f"/admin/autocomplete/?{OFFERED}",
    } | {
        f"{model._meta.model_name} {name}": page(model, name, *([row.pk] if row else []))
        for model, first in firsts.items()
        for name, row in {"changelist": None, "add": None, "change": first, "history": first, "withdraw": first}.items()
    }


def test_every_page_takes_few_queries_at_five_thousand_memberships(made_up: None, static_files: None) -> None:
    client = Client()
    client.force_login(reviewer("rex", "Rex Example"))
    assert Membership.objects.count() == 5000
    counted = {}
    for name, address in addresses().items():
        client.get(address)  # content types are looked up once in a process
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
        assert answer.status_code == 200, name
        counted[name] = len(asked)
    if os.environ.get("UPDATE_QUERY_COUNTS"):
        FILE.write_text(json.dumps(counted, indent=1) + "\n", encoding="utf-8")
    assert {name: count for name, count in counted.items() if count > MOST} == {}
    assert counted == json.loads(FILE.read_text(encoding="utf-8"))

"""Records are withdrawn and restored, with a reason, never deleted."""

from typing import Any

import pytest
from django.test import Client

from apps.actors.models import Actor
from apps.dossier.models import Claim
from apps.record.models import Changeset
from tests.curators import RECORDS, Form, filled_in, page

POINTED_AT = {"source", "actor", "format", "instrument", "legalbasis"}
ALONE = [model for model in RECORDS if model._meta.model_name not in POINTED_AT]


@pytest.mark.parametrize("model", ALONE)
def test_a_record_is_withdrawn_and_restored_with_its_parts(model: Any, rows: Any, client: Client) -> None:
    key = rows[model].pk
    for act, withdrawn in {"withdraw": True, "restore": False}.items():
        url = page(model, act, key)
        assert client.post(url, filled_in(client, url, reason=f"To {act} it.")).status_code == 302
        row = model.objects.get(pk=key)
        latest = Changeset.objects.latest("number")
        assert (row.withdrawn, row.citations.get().withdrawn) == (withdrawn, withdrawn)
        assert (latest.author, latest.reason) == ("Ada Example", f"To {act} it.")
        assert row.history.first().verb == act


@pytest.mark.parametrize("model", [model for model in RECORDS if model not in ALONE])
def test_what_is_pointed_at_is_kept_and_the_list_is_shown(model: Any, rows: Any, client: Client) -> None:
    url = page(model, "withdraw", rows[model].pk)
    shown = Form(client.post(url, filled_in(client, url, reason="A double")))
    assert any("these still point at it: " in error for error in shown.errors), shown.errors
    assert shown.entries["reason"] == "A double"
    assert not model.objects.get(pk=rows[model].pk).withdrawn


@pytest.mark.parametrize("act", ["withdraw", "restore"])
def test_a_reason_is_asked_for(act: str, rows: Any, client: Client) -> None:
    url = page(Claim, act, rows[Claim].pk)
    assert "This field is required." in Form(client.post(url, filled_in(client, url, reason=" "))).errors
    assert Changeset.objects.count() == 1


@pytest.mark.parametrize("model", ALONE)
def test_what_is_withdrawn_is_shown_without_inputs(model: Any, rows: Any, client: Client) -> None:
    client.post(page(model, "withdraw", rows[model].pk), {"reason": "Not so."})
    shown = client.get(page(model, "change", rows[model].pk))
    edited = {f.name for f in model._meta.fields if f.editable} | {"reason", "verb", "version_read"}
    assert not edited & Form(shown).entries.keys() - {"id"}
    assert not any(name.endswith("-source") for name in Form(shown).entries)
    assert "Withdrawn: Not so." in shown.content.decode()
    assert page(model, "restore", rows[model].pk) in shown.content.decode()
    assert page(model, "withdraw", rows[model].pk) not in shown.content.decode()


def test_a_curator_needs_the_right_to_change(rows: Any, client: Client, django_user_model: Any) -> None:
    reader = django_user_model.objects.create_user("reader", is_staff=True)
    client.force_login(reader)
    assert client.post(page(Actor, "withdraw", rows[Actor].pk), {"reason": "No"}).status_code in (302, 403)
    assert not Actor.objects.get(slug="poland").withdrawn


def test_what_is_withdrawn_is_listed_with_the_way_back(rows: Any, client: Client) -> None:
    assert "Nothing is withdrawn." in client.get("/admin/withdrawn/").content.decode()
    client.post(page(Claim, "withdraw", rows[Claim].pk), {"reason": "Not so."})
    shown = client.get("/admin/withdrawn/").content.decode()
    assert "Not so." in shown
    assert page(Claim, "restore", rows[Claim].pk) in shown

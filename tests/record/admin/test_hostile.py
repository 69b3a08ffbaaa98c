"""What somebody stored as text stays text on every page."""

from typing import Any

import pytest
from django.db import models
from django.test import Client

from apps.cooperation.models import Membership
from apps.record.models import PendingChangeset
from apps.sources.models import Source
from apps.temporal.fields import EdtfField
from tests.curators import RECORDS, Form, filled_in, page, saved

SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
MARKS = ("<script>alert", "<img src=x")


def texts(model: Any) -> dict[str, Any]:
    """Every field that takes any text."""
    found = {}
    for field in model._meta.concrete_fields:
        if isinstance(field, models.TextField) and field.editable and not (
            field.choices or field.generated or field.name == "slug" or isinstance(field, EdtfField)
        ):  # fmt: skip
            found[field.name] = SCRIPT
    return found


def lists(model: Any) -> dict[str, Any]:
    return {field.name: [SCRIPT] for field in model._meta.concrete_fields if field.get_internal_type() == "ArrayField"}


@pytest.mark.parametrize("model", RECORDS)
def test_a_stored_script_is_shown_and_runs_nowhere(model: Any, rows: Any, client: Client, cora: Client) -> None:
    key = rows[model].pk
    model.objects.filter(pk=key).update(**texts(model), **{n: v for n, v in lists(model).items() if n != "identifiers"})
    url = page(model, "change", key)
    saved(cora, url, filled_in(cora, url, note=SCRIPT + "!", reason=SCRIPT, **{"citations-0-locator": SCRIPT}))
    pending = f"/admin/record/pendingchangeset/{PendingChangeset.objects.get().pk}/change/"
    client.post(pending, {"act": "comment", "note": SCRIPT})
    addresses = ["/admin/", url, page(model, "changelist"), page(model, "history", key), page(model, "withdraw", key),
                 pending, "/admin/record/pendingchangeset/", "/admin/search/?q=script", page(model, "add")]  # fmt: skip
    if model is Membership:
        addresses.append(f"{page(model, 'end')}?ids={key}")
    client.post(pending, {"act": "return", "note": SCRIPT})
    addresses.append("/admin/record/changeset/2/change/")
    for address in addresses:
        shown = client.get(address).content.decode()
        assert not [mark for mark in MARKS if mark in shown], address
    assert "&lt;script&gt;alert" in client.get(pending).content.decode()


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "/admin/../x"])
def test_an_address_that_would_run_is_refused(address: str, rows: Any, client: Client) -> None:
    url = page(Source, "change", rows[Source].pk)
    shown = Form(client.post(url, filled_in(client, url, reason="An address") | {"url": address}))
    assert shown.errors
    assert Source.objects.get().url == ""


@pytest.mark.parametrize("address", ["javascript:alert(1)", "https://example.org/admin/", "//example.org/admin/"])
def test_a_saved_filter_leads_nowhere_else(address: str, rows: Any, client: Client) -> None:
    answer = client.post("/admin/curation/savedfilter/add/", {"name": "Mine", "address": address})
    assert "begins with /admin/" in answer.content.decode()
    assert (
        client.post(
            "/admin/curation/savedfilter/add/", {"name": "Mine", "address": "/admin/actors/actor/?q=x"}
        ).status_code
        == 302
    )
    assert "/admin/actors/actor/?q=x" in client.get("/admin/").content.decode()

"""Every record has a list, forms and a history in the admin, and no way of being deleted."""

from typing import Any

import pytest
from django.contrib import admin
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.db import connection

from apps.record.admin import PartInline, RecordAdmin
from tests.curators import PARTS, RECORDS, curator, examples, page, registered


@pytest.mark.parametrize("model", RECORDS)
def test_every_record_has_its_pages(model: Any, rows: Any, client: Client) -> None:
    assert isinstance(registered(model), RecordAdmin)
    key = rows[model].pk
    version = rows[model].history.first().pk
    pages = [("changelist",), ("add",), ("change", key), ("history", key), ("simple_history", key, version),
             ("withdraw", key)]
    for name, *args in pages:
        response = client.get(page(model, name, *args))
        assert response.status_code == 200, (name, response.status_code)
    assert b"Examples for a test" in client.get(page(model, "history", key)).content

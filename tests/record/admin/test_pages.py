"""Every record has a list, forms and a history in the admin, and no way of being deleted."""

import re
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from apps.cooperation.models import Membership
from apps.record.admin import PartInline, RecordAdmin
from apps.record.models import Changeset, Release
from tests.curators import PARTS, RECORDS, page, record, registered

SUBMITS = re.compile(r'<(?:input|button)[^>]* type="(submit)"[^>]* name="_(?:save|continue|addanother)"')
INLINES = [inline for model in RECORDS for inline in registered(model).inlines]


@pytest.mark.parametrize("model", RECORDS)
def test_every_record_has_its_pages(model: Any, rows: Any, client: Client) -> None:
    key, version = rows[model].pk, rows[model].history.first().pk
    names: list[tuple[Any, ...]] = [("changelist",), ("add",), ("change", key), ("history", key), ("withdraw", key)]
    for name, *args in [*names, ("simple_history", key, version)]:
        assert client.get(page(model, name, *args)).status_code == 200, name
    history = client.get(page(model, "history", key)).content.decode()
    for shown in ("Examples for a test", "The test", '<span class="verb verb-add">add</span>', "version 1"):
        assert shown in history


@pytest.mark.parametrize("name", ["history", "withdraw"])
def test_pages_about_a_relation_are_headed_with_names(name: str, rows: Any, client: Client) -> None:
    shown = client.get(page(Membership, name, rows[Membership].pk)).content.decode()
    assert "<h2>Poland – Eurocorps, Member, In force</h2>" in re.sub(r"\s*\n\s*", "", shown)


@pytest.mark.parametrize("model", RECORDS)
def test_every_record_is_searched_and_filtered_by_its_vocabularies(model: Any, rows: Any, client: Client) -> None:
    assert isinstance(registered(model), RecordAdmin)
    found = client.get(page(model, "changelist"), {"q": rows[model].slug[:4].upper()}).content.decode()
    assert f"1 {model._meta.verbose_name}" in found
    for name in [field.name for field in model._meta.fields if field.choices]:
        value = getattr(rows[model], name)
        assert f"?{name}__exact={value}" in client.get(page(model, "changelist")).content.decode()
    nothing = client.get(page(model, "changelist"), {"q": "no such record"}).content.decode()
    assert f"0 {model._meta.verbose_name_plural}" in nothing


RELATING = [model for model in RECORDS if registered(model).ends]


@pytest.mark.parametrize("model", RELATING)
def test_a_relation_is_listed_and_headed_by_the_names_of_its_ends(model: Any, rows: Any, client: Client) -> None:
    fields = [field for fields in registered(model).ends.values() for field in fields]
    names = [str(end) for end in (getattr(rows[model], field) for field in fields) if end]
    listed = client.get(page(model, "changelist")).content.decode()
    headed = client.get(page(model, "change", rows[model].pk)).context["subtitle"]
    assert names
    for name in names:
        assert f">{escape(name)}<" in listed
        assert name in headed


@pytest.mark.parametrize("model", RECORDS)
def test_a_longer_list_asks_no_more_queries(model: Any, rows: Any, client: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(page(model, "changelist"))
        return len(asked)

    queries()  # the content types are looked up once
    few = queries()
    _more(rows[model])
    assert len(model.objects.all()) == 3
    assert queries() == few


def _more(row: Any) -> None:
    """Two more rows like ROW, different where two must not be alike."""
    for number in (2, 3):
        fields = {f.attname: getattr(row, f.attname) for f in row._meta.fields if not f.generated and f.name != "id"}
        fields |= {"slug": f"{row.slug}-{number}"}
        if "role" in fields:
            fields |= {"role": {2: "observer", 3: "initiator"}[number]}
        record(type(row)(**fields))


@pytest.mark.parametrize("model", RECORDS)
def test_every_column_that_people_write_has_its_field(model: Any, rows: Any) -> None:
    shown = flatten_fieldsets(registered(model).get_fieldsets(None))
    assert set(shown) == {f.name for f in model._meta.fields if f.editable and f.name != "id"} | {"reason"}


@pytest.mark.parametrize("model", RECORDS)
def test_only_prose_has_room_for_more_than_a_line(model: Any, rows: Any, client: Client) -> None:
    shown = client.get(page(model, "add")).content.decode()
    areas = {name.rpartition("-")[2] for name in re.findall(r'<textarea[^>]* name="([^"]+)"', shown)}
    assert areas <= {"note", "statement", "start_reason", "end_reason"}
    assert "note" in areas


def test_every_part_is_edited_on_the_page_of_what_it_belongs_to() -> None:
    assert {inline.model for inline in INLINES} == set(PARTS)
    for inline in INLINES:
        assert issubclass(inline, PartInline)
        listed = {*flatten_fieldsets([(None, {"fields": inline.columns})]), inline.fk_name}
        missing = {f.name for f in inline.model._meta.fields if f.editable} - {"id", "slug"} - listed
        assert all(inline.model._meta.get_field(name).remote_field for name in missing), missing


@pytest.mark.parametrize("model", RECORDS)
def test_nothing_can_be_deleted(model: Any, rows: Any, client: Client) -> None:
    key = rows[model].pk
    assert client.post(page(model, "delete", key), {"post": "yes"}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": key, "post": "yes"}
    client.post(page(model, "changelist"), chosen)
    client.post(page(model, "change", key), {"citations-0-DELETE": "on"})
    row = model.objects.get(pk=key)
    assert not row.withdrawn
    assert not {"deletelink", "delete-related", "-DELETE"} & set(
        client.get(page(model, "change", key)).content.decode().split('"')
    )


@pytest.mark.parametrize("model", RECORDS)
def test_an_old_version_cannot_be_saved_over_the_record(model: Any, rows: Any, client: Client) -> None:
    version = rows[model].history.first().pk
    address = page(model, "simple_history", rows[model].pk, version)
    assert client.post(address, {"reason": "Back to it"}).status_code == 403
    assert not SUBMITS.findall(client.get(address).content.decode())


@pytest.mark.parametrize("model", RECORDS)
def test_an_address_of_nothing_is_answered_in_words(model: Any, rows: Any, client: Client) -> None:
    for key in ("0", "soon", "99999999999999999999", "%00"):
        for name in ("change", "history", "withdraw", "restore"):
            assert client.get(page(model, name, key)).status_code == 302
        assert client.get(page(model, "simple_history", key, "soon")).status_code == 404


@pytest.mark.parametrize("model", [Changeset, Release])
def test_changesets_and_releases_are_kept(model: Any, rows: Any, client: Client, admin_client: Client) -> None:
    release = Release.objects.create(name="paper", title="The paper", changeset_id=1)
    key = {Changeset: 1, Release: release.pk}[model]
    stranger = Client()
    stranger.force_login(User.objects.create_user("stranger", is_staff=True))
    assert stranger.get(page(model, "changelist")).status_code == 403
    assert admin_client.get(page(model, "changelist")).status_code == 200
    shown = admin_client.get(page(model, "change", key))
    assert shown.status_code == 200
    assert not SUBMITS.findall(shown.content.decode())
    admin_client.post(page(model, "change", key), {"title": "Other", "author": "me"})
    assert model.objects.get(pk=key).__dict__.items() >= {"title": "The paper"}.items() or model is Changeset
    assert Changeset.objects.get().author == "The test"
    assert admin_client.post(page(model, "delete", key), {"post": "yes"}).status_code == 403
    assert (admin_client.get(page(model, "add")).status_code == 200) is (model is Release)


def test_a_release_is_named_once(rows: Any, admin_client: Client) -> None:
    entries = {"name": "2026.1", "changeset": "1", "title": "The first"}
    assert admin_client.post(page(Release, "add"), entries).status_code == 302
    assert Release.objects.get().changeset_id == 1
    again = admin_client.post(page(Release, "add"), entries)
    assert "already exists" in again.content.decode()
    odd = admin_client.post(page(Release, "add"), entries | {"name": "First Release"})
    assert "lower-case letters, digits" in odd.content.decode()


def test_the_site_is_called_by_its_name(client: Client) -> None:
    assert admin.site.site_header == "eudefence"
    assert "eudefence" in client.get("/admin/").content.decode()


def test_who_names_a_release_reads_how_its_files_come_to_be(admin_client: Client) -> None:
    assert "manage.py release" in admin_client.get(page(Release, "add")).content.decode()


def test_a_curator_names_no_release(cora: Client) -> None:
    assert cora.get(page(Release, "add")).status_code == 403


def test_a_date_says_which_sources_assert_it_and_leads_to_them(rows: Any, client: Client) -> None:
    spell = rows[Membership]
    url = page(Membership, "change", spell.pk)
    assert '<a class="cited bare" href="#citations-group">Asserted by no source</a>' in client.get(url).content.decode()
    spell.citations.update(asserted_start="2022")
    shown = client.get(url).content.decode()
    assert "Asserted by 1 source: 2022" in shown
    assert 'id="citations-group"' in shown

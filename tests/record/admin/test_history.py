"""The life of a record is one timeline with its parts; any two versions compare; a changeset is undone by another."""

from typing import Any

import pytest
from django.test import Client

from apps.actors.models import Actor
from apps.cooperation.models import Membership, Partnership
from apps.record.models import Changeset, PendingChangeset
from tests.curators import RECORDS, Form, filled_in, page, saved

UNDO = "/admin/record/changeset/{}/change/"


def edit(client: Client, model: Any, row: Any, **entries: str) -> None:
    url = page(model, "change", row.pk)
    saved(client, url, filled_in(client, url, **entries))


def test_the_timeline_tells_of_the_record_and_its_parts_with_both_names(
    rows: Any, client: Client, cora: Client
) -> None:
    edit(cora, Partnership, rows[Partnership], note="Seen.", reason="A note", **{"citations-0-locator": "p. 9"})
    waiting = client.get(page(Partnership, "history", rows[Partnership].pk)).content.decode()
    assert "Pending: A note" in waiting
    pending = f"/admin/record/pendingchangeset/{PendingChangeset.objects.get().pk}/change/"
    client.post(pending, {"act": "approve"})
    edit(client, Partnership, rows[Partnership], reason="Not a party", **{"parties-0-withdraw": "on"})
    shown = client.get(page(Partnership, "history", rows[Partnership].pk)).content.decode()
    for words in ("Cora Example", "approved by Ada Example", "A note", "p. 9", "Not a party", "withdraw", "The test"):
        assert words in shown, words
    assert "Pending: A note" not in shown


def test_any_two_versions_compare(rows: Any, client: Client) -> None:
    edit(client, Actor, rows[Actor], note="One", reason="One")
    edit(client, Actor, rows[Actor], note="Two", name="Polska", reason="Two")
    first, *_, last = rows[Actor].history.order_by("opened").values_list("history_id", flat=True)
    url = page(Actor, "history", rows[Actor].pk)
    shown = client.get(url, {"old": first, "new": last}).content.decode()
    compared = shown[shown.index('id="compared"') : shown.index("</section>")]
    for words in ("Polska", "Two", "Poland"):
        assert words in compared
    assert "One" not in compared
    for odd in ("soon", "0", "99999999999999999999", ""):
        assert 'id="compared"' not in client.get(url, {"old": odd, "new": last}).content.decode()


@pytest.mark.parametrize("model", RECORDS)
def test_a_change_is_undone_by_another_changeset(model: Any, rows: Any, client: Client) -> None:
    edit(client, model, rows[model], note="Wrong.", reason="A note")
    url = UNDO.format(2)
    saved(client, url, filled_in(client, url, reason="It was wrong."))
    assert model.objects.get(pk=rows[model].pk).note == ""
    latest = Changeset.objects.latest("number")
    assert (latest.number, latest.reason) == (3, "Undo of changeset 2: It was wrong.")
    assert rows[model].history.count() == 3


def test_what_was_added_is_withdrawn_and_a_withdrawal_is_taken_back(rows: Any, client: Client) -> None:
    entries = {"name": "Norway", "kind": "state", "reason": "New", "citations-0-source": "report"}
    saved(client, page(Actor, "add"), filled_in(client, page(Actor, "add"), **entries))
    for number, withdrawn in ((2, True), (3, False)):
        saved(client, UNDO.format(number), filled_in(client, UNDO.format(number), reason="No"))
        norway = Actor.objects.get(slug="norway")
        assert (norway.withdrawn, norway.citations.get().withdrawn) == (withdrawn, withdrawn)


def test_an_end_and_a_change_of_role_are_undone(rows: Any, client: Client) -> None:
    url = f"{page(Membership, 'change-role')}?ids={rows[Membership].pk}"
    entries = {"effective": "2024", "role": "observer", "source": "report", "reason": "So"}
    saved(client, url, filled_in(client, url, **entries))
    saved(client, UNDO.format(2), filled_in(client, UNDO.format(2), reason="No"))
    spell = Membership.objects.get(slug="poland-eurocorps-member")
    assert (spell.followed_from, spell.end_latest) == ("", None)
    assert Membership.objects.get(role="observer").withdrawn


def test_what_somebody_changed_since_is_theirs(rows: Any, client: Client) -> None:
    edit(client, Actor, rows[Actor], note="One", reason="One")
    edit(client, Actor, rows[Actor], note="Two", reason="Two")
    shown = Form(client.post(UNDO.format(2), {"reason": "No"}))
    assert "“poland”: the note was changed again since, to “Two”." in shown.errors
    edit(client, Actor, rows[Actor], note="", reason="None")
    shown = Form(client.post(UNDO.format(2), {"reason": "No"}))
    assert "“poland”: the note was changed again since, and is empty now." in shown.errors
    assert Changeset.objects.count() == 4


def test_one_row_of_a_changeset_is_undone(rows: Any, client: Client) -> None:
    edit(client, Actor, rows[Actor], note="One", reason="One", **{"citations-0-locator": "p. 9"})
    saved(client, UNDO.format(2), {"reason": "No", "only": f"actors.actor:{rows[Actor].pk}"})
    poland = Actor.objects.get(slug="poland")
    assert (poland.note, poland.citations.get().locator) == ("", "p. 9")


def test_a_curators_undo_waits_for_review(rows: Any, client: Client, cora: Client) -> None:
    edit(client, Actor, rows[Actor], note="One", reason="One")
    saved(cora, UNDO.format(2), filled_in(cora, UNDO.format(2), reason="No"))
    assert Actor.objects.get(slug="poland").note == "One"
    assert PendingChangeset.objects.get().changes.get().after == {"note": ""}


def test_a_changeset_names_fields_as_the_form_does(rows: Any, client: Client) -> None:
    edit(client, Membership, rows[Membership], start_edtf="2021", reason="Earlier")
    shown = client.get(UNDO.format(2)).content.decode()
    assert "start: <del>2022</del> <ins>2021</ins>" in shown

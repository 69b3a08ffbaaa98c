"""What happens in the world is told by a verb, with its date and its source, for one record or many."""

from typing import Any

import pytest
from django.test import Client

from apps.actors.models import Actor
from apps.cooperation.models import Format, Membership
from apps.record.models import Changeset, PendingChangeset
from tests.curators import Form, filled_in, page, record, saved

SAID = {"source": "report", "locator": "p. 4", "reason": "The report says so."}


def verb(model: Any, name: str, *rows: Any) -> str:
    return f"{page(model, name)}?ids={','.join(str(row.pk) for row in rows)}"


def spell() -> Any:
    return Membership.objects.get(slug="poland-eurocorps-member")


def test_a_membership_ends_with_a_source_that_says_when(rows: Any, client: Client) -> None:
    url = verb(Membership, "end", rows[Membership])
    saved(client, url, filled_in(client, url, effective="May 2025", **SAID))
    assert (spell().end_edtf, spell().ended, spell().history.first().verb) == ("2025-05", True, "end")
    citation = spell().citations.get(locator="p. 4")
    assert (citation.asserted_end, citation.source_id) == ("2025-05", "report")
    assert Changeset.objects.count() == 2


def test_a_thing_that_ends_is_ended_by_its_status_too(rows: Any, client: Client) -> None:
    record(Format(slug="old", name="Old", kind="group", start_edtf="1990"))
    row = Format.objects.get(slug="old")
    url = verb(Format, "end", row)
    saved(client, url, filled_in(client, url, effective="2001", **SAID))
    row.refresh_from_db()
    assert (row.end_edtf, row.ended, row.status) == ("2001", True, "ended")


def test_a_change_of_role_begins_a_spell_that_follows(rows: Any, client: Client) -> None:
    url = verb(Membership, "change-role", rows[Membership])
    entries = {"effective": "2024-02-19", "role": "framework-nation", "standing": "in-force", **SAID}
    saved(client, url, filled_in(client, url, **entries))
    new = Membership.objects.get(slug="poland-eurocorps-framework-nation")
    assert (new.follows_id, new.start_edtf, new.history.first().verb) == (spell().slug, "2024-02-19", "change")
    assert (spell().end_edtf, spell().ended, str(spell().end_latest)) == ("", False, "2024-02-18")
    assert new.citations.get().asserted_start == "2024-02-19"


def test_a_change_of_standing_in_one_role_overlaps_nothing(rows: Any, client: Client) -> None:
    url = verb(Membership, "change-role", rows[Membership])
    entries = filled_in(client, url, effective="2024", standing="suspended", **SAID)
    assert entries["role"] == "member"
    saved(client, url, entries)
    assert Membership.objects.get(standing="suspended").slug == "poland-eurocorps-member-2"


@pytest.mark.parametrize(("start", "follows"), [("2026-01", "poland-eurocorps-member"), ("2028", None)])
def test_what_is_renewed_follows_unless_it_had_ended_long_before(
    start: str, follows: str | None, rows: Any, client: Client
) -> None:
    Membership.objects.filter(pk=rows[Membership].pk).update(end_edtf="2025", ended=True)
    url = verb(Membership, "renew", rows[Membership])
    saved(client, url, filled_in(client, url, effective=start, until="2030", **SAID))
    new = Membership.objects.get(slug="poland-eurocorps-member-2")
    assert (new.follows_id, new.end_edtf) == (follows, "2030")
    assert spell().end_edtf == ("" if follows else "2025")


def test_a_preview_says_how_it_will_read_and_writes_nothing(rows: Any, client: Client, cora: Client) -> None:
    for browser in (client, cora):
        url = verb(Membership, "end", rows[Membership])
        shown = browser.post(url, filled_in(browser, url, effective="May 2025", _preview="on", **SAID))
        assert "Poland – Eurocorps, Member, In force: 2022 to 2025-05" in shown.content.decode()
    assert spell().end_edtf == ""
    assert not PendingChangeset.objects.exists()


def test_many_are_chosen_on_the_list_and_end_in_one_proposal(rows: Any, client: Client, cora: Client) -> None:
    record(Actor(slug="norway", name="Norway", kind="state"))
    record(Membership(slug="norway-eurocorps-member", member_actor_id="norway", target_format_id="eurocorps",
                      role="member", start_edtf="2023"))  # fmt: skip
    keys = list(Membership.objects.values_list("pk", flat=True))
    chosen = cora.post(page(Membership, "changelist"), {"action": "end", "_selected_action": keys})
    entries = filled_in(cora, chosen.url, effective="2025", **SAID)
    saved(cora, chosen.url, entries)
    pending = PendingChangeset.objects.get()
    assert pending.changes.count() == 4
    assert {change.verb for change in pending.changes.filter(model="cooperation.membership")} == {"end"}


@pytest.mark.parametrize("wrong", [{"effective": "soon"}, {"effective": "1990"}, {"source": ""}, {"reason": ""}])
def test_bad_input_is_told_and_kept(wrong: dict[str, str], rows: Any, client: Client) -> None:
    url = verb(Membership, "end", rows[Membership])
    entries = filled_in(client, url, **{"effective": "2025"} | SAID | wrong)
    shown = Form(client.post(url, entries))
    assert shown.errors
    assert shown.entries["locator"] == "p. 4"
    assert spell().end_edtf == ""


def test_verified_today_is_one_press(rows: Any, client: Client) -> None:
    assert client.post(page(Actor, "verified", rows[Actor].pk)).status_code == 302
    assert Actor.objects.get(slug="poland").verified_on is not None
    assert client.get(page(Actor, "verified", rows[Actor].pk)).status_code == 405


def test_the_page_of_a_verb_says_of_a_followed_spell_that_it_ends(rows: Any, client: Client) -> None:
    url = verb(Membership, "change-role", rows[Membership])
    saved(
        client, url, filled_in(client, url, effective="2024-03", role="framework-nation", standing="in-force", **SAID)
    )
    shown = client.get(verb(Membership, "end", rows[Membership])).content.decode()
    assert "Poland – Eurocorps, Member, In force: 2022 to the day before 2024-03" in shown

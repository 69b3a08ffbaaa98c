"""Nobody's edit is lost to somebody else's, and a lost race ends in words."""

import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from apps.actors.models import Actor, ActorCitation
from apps.cooperation.models import Membership
from apps.record.actions import withdraw
from apps.record.models import Changeset
from tests.curators import Form, examples, filled_in, page, record, reviewer, saved
from tests.databases import connected


@pytest.fixture
def other(rows: Any, client: Client) -> Client:
    """A second curator at a second browser."""
    other = Client()
    other.force_login(reviewer("ben", "Ben Example"))
    return other


def test_the_second_of_two_saves_hears_of_the_first(rows: Any, client: Client, other: Client) -> None:
    url = page(Actor, "change", rows[Actor].pk)
    mine = filled_in(client, url, note="Mine", reason="My note")
    saved(client, url, filled_in(client, url, note="Theirs", reason="Their note") | {"name": "Polska"})
    shown = Form(other.post(url, mine))
    told = " ".join(shown.errors)
    for words in ("changed meanwhile by Ada Example, in changeset 2 at", "Their note", "now says “Polska”"):
        assert words in told
    assert shown.entries["note"] == "Mine"
    assert Actor.objects.get(slug="poland").note == "Theirs"
    assert Changeset.objects.count() == 2


def test_who_has_read_the_message_may_save_over_it(rows: Any, client: Client, other: Client) -> None:
    url = page(Actor, "change", rows[Actor].pk)
    mine = filled_in(client, url, note="Mine", reason="My note")
    saved(client, url, filled_in(client, url, note="Theirs", reason="Their note"))
    shown = Form(other.post(url, mine))
    saved(other, url, shown.entries)
    assert Actor.objects.get(slug="poland").note == "Mine"


@pytest.mark.parametrize("theirs", [{"citations-0-locator": "p. 9"}, {"citations-0-withdraw": "on"}])
def test_a_row_of_the_form_is_held_like_the_record(
    theirs: dict[str, str], rows: Any, client: Client, other: Client
) -> None:
    url = page(Actor, "change", rows[Actor].pk)
    more = {"citations-TOTAL_FORMS": "2", "citations-1-source": "report", "citations-1-actor": "poland"}
    more |= {"citations-1-stance": "mentions"}
    saved(client, url, filled_in(client, url, reason="A second witness", **more))
    mine = filled_in(client, url, reason="A page number", **{"citations-0-locator": "p. 8"})
    saved(client, url, filled_in(client, url, reason="Their reason", **theirs))
    shown = Form(other.post(url, mine))
    assert "Their reason" in " ".join(shown.errors)
    assert shown.entries["citations-0-locator"] == "p. 8"
    assert not ActorCitation.objects.filter(locator="p. 8").exists()


def test_a_record_withdrawn_meanwhile_keeps_the_entries_and_is_not_written(
    rows: Any, client: Client, other: Client
) -> None:
    atlantis = Actor(slug="atlantis", name="Atlantis", kind="state")
    record(atlantis)
    url = page(Actor, "change", atlantis.pk)
    mine = filled_in(client, url, note="Mine", reason="My note")
    withdraw(row=atlantis, reason="It never was.", author="The test")
    shown = Form(other.post(url, mine))
    for _ in range(2):
        assert "“Atlantis” is withdrawn: It never was. Restore it before changing it." in shown.errors
        assert shown.entries["note"] == "Mine"
        shown = Form(other.post(url, shown.entries))
    assert Actor.objects.get(slug="atlantis").note == ""


@pytest.mark.parametrize("version", ["", "0", "two", "99999999999999999999"])
def test_a_form_that_hides_its_version_is_refused(version: str, rows: Any, client: Client) -> None:
    url = page(Actor, "change", rows[Actor].pk)
    response = client.post(url, filled_in(client, url, note="Mine", reason="My note", version_read=version))
    assert response.status_code == 200
    assert Actor.objects.get(slug="poland").note == ""


OVERLAP = """
insert into cooperation_membership (slug, member_actor_slug, target_format_slug, role, standing, start_edtf, end_edtf,
  ended, start_reason, end_reason, note, followed_from, version, withdrawn, withdrawn_reason)
values ('theirs', 'poland', 'eurocorps', 'observer', 'in-force', '2023', '', false, '', '', '', '', 1, false, '');
insert into cooperation_cooperationcitation (slug, source_slug, membership_slug, stance, locator, footnote, as_printed,
  asserted_start, asserted_end, note, version, withdrawn, withdrawn_reason)
values ('theirs-report', 'report', 'theirs', 'supports', '', '', '', '', '', '', 1, false, '');
"""
SPELL = {"member_actor": "poland", "target_format": "eurocorps", "role": "observer", "standing": "in-force"}


def test_an_overlap_written_while_the_form_is_saved_is_an_error_of_the_form(own_db: str, static_files: None) -> None:
    examples()
    client = Client()
    client.force_login(reviewer("ada", "Ada Example"))
    url = page(Membership, "add")
    entries = filled_in(client, url, start_edtf="2024", reason="Mine", **SPELL, **{"citations-0-source": "report"})
    with ThreadPoolExecutor() as pool, connected("app") as theirs, connected("app") as watcher:
        theirs.execute("begin")
        theirs.execute(OVERLAP)
        answer = pool.submit(_post, client, url, entries)
        _until_somebody_waits(watcher)
        theirs.execute("commit")
        shown = answer.result(timeout=20)
    assert any("already has this role" in error for error in shown.errors), shown.errors
    assert shown.entries["start_edtf"] == "2024"
    assert list(Membership.objects.filter(role="observer").values_list("slug", flat=True)) == ["theirs"]


def _post(client: Client, url: str, entries: dict[str, str]) -> Form:
    try:
        return Form(client.post(url, entries))
    finally:
        connection.close()


def _until_somebody_waits(watcher: Any) -> None:
    waiting = "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
    for _ in range(200):
        if watcher.execute(waiting).fetchone()[0]:
            return
        time.sleep(0.05)
    raise AssertionError("Nobody waited: the race did not take place.")


def test_of_many_who_add_the_same_spell_at_once_one_wins_and_all_hear(own_db: str, static_files: None) -> None:
    examples()
    url = page(Membership, "add")
    clients = []
    for number in range(4):
        clients.append(Client())
        clients[-1].force_login(reviewer(f"ada{number}", f"Ada {number}"))
    entries = filled_in(clients[0], url, start_edtf="2024", reason="Mine", **SPELL, **{"citations-0-source": "report"})
    with ThreadPoolExecutor() as pool:
        shown = list(pool.map(lambda client: _post(client, url, entries), clients))
    assert sorted(bool(form.errors) for form in shown) == [False, True, True, True]
    assert Membership.objects.filter(role="observer").count() == 1

"""A save is one changeset, with its author and reason; what was typed is understood or given back."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from apps.actors.models import Actor, ActorCitation
from apps.cooperation.models import Membership, Partnership, PartnershipParty
from apps.record.actions import withdraw
from apps.record.models import Changeset
from apps.sources.models import Source
from tests.curators import Form, filled_in, page, record, saved

NORWAY = {
    "name": "Norway",
    "kind": "state",
    "start_edtf": "7 June 1905",
    "reason": "It joined a project.",
    "citations-0-source": "report",
    "citations-0-asserted_start": "June 1905",
}


def said(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_a_form_with_its_citations_is_one_changeset_of_its_author(rows: Any, client: Client) -> None:
    saved(client, page(Actor, "add"), filled_in(client, page(Actor, "add"), **NORWAY))
    norway = Actor.objects.get(slug="norway")
    citation = norway.citations.get()
    changeset = Changeset.objects.latest("number")
    assert (changeset.number, changeset.author, changeset.reason) == (2, "Ada Example", "It joined a project.")
    for row in (norway, citation):
        version = row.history.get()
        assert (version.opened, version.verb) == (2, "add")


def test_dates_in_words_are_read_back(rows: Any, client: Client) -> None:
    response = saved(client, page(Actor, "add"), filled_in(client, page(Actor, "add"), **NORWAY))
    assert Actor.objects.get(slug="norway").start_edtf == "1905-06-07"
    assert ActorCitation.objects.get(actor_id="norway").asserted_start == "1905-06"
    assert "Understood “7 June 1905” as 1905-06-07." in said(response)
    assert "Understood “June 1905” as 1905-06." in said(response)
    assert "Recorded as changeset 2." in said(response)


@pytest.mark.parametrize("verb", ["correct", "end", "renew", "change"])
def test_a_change_says_what_it_is(verb: str, rows: Any, client: Client) -> None:
    url = page(Actor, "change", rows[Actor].pk)
    entries = filled_in(client, url, note="On the Baltic.", reason="Added a note.")
    assert entries["verb"] == "correct"
    saved(client, url, entries | {"verb": verb})
    latest = rows[Actor].history.first()
    assert (latest.note, latest.verb, latest.history_change_reason) == ("On the Baltic.", verb, "Added a note.")


@pytest.mark.parametrize("verb", ["withdraw", "merge", "seed", ""])
def test_other_verbs_are_not_for_the_form(verb: str, rows: Any, client: Client) -> None:
    url = page(Actor, "change", rows[Actor].pk)
    entries = filled_in(client, url, note="On the Baltic.", reason="Added a note.", verb=verb)
    assert client.post(url, entries).status_code == 200
    assert Actor.objects.get(slug="poland").note == ""


def test_a_save_that_changes_nothing_records_nothing(rows: Any, client: Client) -> None:
    url = page(Actor, "change", rows[Actor].pk)
    response = saved(client, url, filled_in(client, url, reason="Looked at it."))
    assert "Nothing was different, so no changeset was recorded." in said(response)
    assert Changeset.objects.count() == 1


def test_slugs_are_proposed_and_then_stay(rows: Any, client: Client) -> None:
    add = page(Actor, "add")
    for slug in ("cote-d-ivoire", "cote-d-ivoire-2"):
        saved(client, add, filled_in(client, add, **NORWAY | {"name": "Côte d’Ivoire".replace("’", "-")}))
        assert ActorCitation.objects.get(actor_id=slug).slug == f"actor-{slug}-report"
    spell = {"member_actor": "poland", "target_format": "eurocorps", "role": "member", "standing": "requested"}
    spell |= {"end_edtf": "2001", "ended": "on", "reason": "Its request", "citations-0-source": "report"}
    saved(client, page(Membership, "add"), filled_in(client, page(Membership, "add"), **spell))
    assert Membership.objects.get(standing="requested").slug == "poland-eurocorps-member-2"
    change = page(Actor, "change", rows[Actor].pk)
    saved(client, change, filled_in(client, change, slug="polska", name="Polska", reason="Its own name"))
    assert Actor.objects.get(slug="poland").name == "Polska"


def test_a_second_citation_of_a_source_has_a_slug_of_its_own(rows: Any, client: Client) -> None:
    url = page(Actor, "add")
    two = {"citations-TOTAL_FORMS": "2", "citations-1-source": "report", "citations-1-stance": "disputes"}
    saved(client, url, filled_in(client, url, **NORWAY | two))
    slugs = ActorCitation.objects.filter(actor_id="norway").values_list("slug", flat=True)
    assert list(slugs) == ["actor-norway-report", "actor-norway-report-2"]


@pytest.mark.parametrize(
    ("model", "name", "items"),
    [
        (Actor, "aliases", ["RP", "Shared Vision, Common Action: A Stronger Europe", 'the "Republic"']),
        (Source, "authors", ["Surname, Given", "Other, Name"]),
    ],
)
def test_lists_survive_a_form_that_does_not_touch_them(
    model: Any, name: str, items: list[str], rows: Any, client: Client
) -> None:
    model.objects.filter(pk=rows[model].pk).update(**{name: items})
    url = page(model, "change", rows[model].pk)
    saved(client, url, filled_in(client, url, note="Seen.", reason="A note"))
    row = model.objects.get(pk=rows[model].pk)
    assert (row.note, getattr(row, name)) == ("Seen.", items)


def test_a_part_is_withdrawn_by_a_tick_with_the_reason_of_the_change(rows: Any, client: Client) -> None:
    url = page(Partnership, "change", rows[Partnership].pk)
    saved(client, url, filled_in(client, url, reason="It never took part.", **{"parties-0-withdraw": "on"}))
    party = PartnershipParty.objects.get()
    assert (party.withdrawn, party.withdrawn_reason) == (True, "It never took part.")
    assert party.history.first().verb == "withdraw"
    assert "parties-0-withdraw" not in Form(client.get(url)).entries


def test_the_last_citation_cannot_be_withdrawn(rows: Any, client: Client) -> None:
    url = page(Actor, "change", rows[Actor].pk)
    entries = filled_in(client, url, reason="Wrong page", **{"citations-0-withdraw": "on"})
    assert "Every fact needs at least one source: add a citation." in Form(client.post(url, entries)).errors
    assert not ActorCitation.objects.get(actor_id="poland").withdrawn


def test_the_same_party_twice_is_refused_in_words(rows: Any, client: Client) -> None:
    url = page(Partnership, "change", rows[Partnership].pk)
    again = {"parties-TOTAL_FORMS": "2", "parties-1-party_actor": "poland", "parties-1-partnership": "sdp"}
    shown = Form(client.post(url, filled_in(client, url, reason="Both sides", **again)))
    assert "This party is there already." in shown.errors
    assert shown.entries["parties-1-party_actor"] == "poland"


def test_nothing_withdrawn_is_offered_for_reference(rows: Any, client: Client) -> None:
    asked = {"app_label": "cooperation", "model_name": "membership", "field_name": "member_actor"}
    for term, offered in {"pol": ["poland"], "nobody": [], "\0": ["poland"]}.items():
        answer = client.get("/admin/autocomplete/", asked | {"term": term})
        assert [choice["id"] for choice in answer.json()["results"]] == offered
    atlantis = Actor(slug="atlantis", name="Atlantis", kind="state")
    record(atlantis)
    withdraw(row=atlantis, reason="It never was.", author="The test")
    assert client.get("/admin/autocomplete/", asked | {"term": "atl"}).json()["results"] == []

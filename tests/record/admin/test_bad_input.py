"""Bad input is told in a sentence; it costs nobody an entry, writes nothing and never ends in a traceback."""

from typing import Any

import pytest
from django.test import Client

from apps.actors.models import Actor
from apps.cooperation.models import Membership
from apps.record.actions import withdraw
from apps.record.models import Changeset
from tests.curators import Form, filled_in, page, record

ACTOR = {"name": "Norway", "kind": "state", "start_edtf": "1905", "reason": "We lacked it."}
SPELL = {
    "member_actor": "poland",
    "target_format": "eurocorps",
    "role": "observer",
    "standing": "in-force",
    "reason": "We lacked it.",
}
CITED = {"citations-0-source": "report", "citations-0-locator": "p. 3"}

BAD: dict[str, tuple[Any, dict[str, str], str]] = {
    "a day that does not exist": (Actor, ACTOR | {"start_edtf": "31 February 2021"}, "2021-02-31"),
    "a month that does not exist": (Actor, ACTOR | {"start_edtf": "2021-13"}, "2021-13"),
    "a word": (Actor, ACTOR | {"start_edtf": "soon"}, "soon"),
    "an interval": (Actor, ACTOR | {"start_edtf": "2021/2022"}, "2021/2022"),
    "an end before the start": (Actor, ACTOR | {"end_edtf": "1900"}, "The end lies before the start"),
    "ended, nobody says when": (Actor, ACTOR | {"ended": "on", "status": "ended"}, "needs an end with a latest day"),
    "a bad date of a citation": (Actor, ACTOR | {"citations-0-asserted_start": "soon"}, "soon"),
    "no citation": (Actor, ACTOR | {"citations-0-source": "", "citations-0-locator": ""}, "at least one source"),
    "no reason": (Actor, ACTOR | {"reason": " "}, "Say in one line why"),
    "a name without letters": (Actor, ACTOR | {"name": "!!!"}, "None could be proposed"),
    "a slug in capitals": (Actor, ACTOR | {"slug": "Norway"}, "lower-case letters"),
    "a slug that is taken": (Actor, ACTOR | {"slug": "poland"}, "never used twice"),
    "a NUL character": (Actor, ACTOR | {"reason": "a\0b"}, "Null characters"),
    "two subjects": (Membership, SPELL | {"target_actor": "poland"}, "Choose exactly one target"),
    "overlapping spells": (Membership, SPELL | {"role": "member", "start_edtf": "2023"}, "already has this role"),
    "the same spell again": (Membership, SPELL | {"role": "member", "start_edtf": "2022"}, "is there already"),
    "a proposed spell of no proposal": (Membership, SPELL | {"standing": "proposed"}, "names its proposal"),
    "a spell before its target": (Membership, SPELL | {"start_edtf": "1980", "end_edtf": "1985"}, "no possible day"),
    "a follower without a start": (Membership, SPELL | {"follows": "poland-eurocorps-member"}, "needs an earliest day"),
    "a withdrawn reference": (Membership, SPELL | {"member_actor": "atlantis"}, "is withdrawn"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_told_and_costs_nothing(case: str, rows: Any, client: Client) -> None:
    atlantis = Actor(slug="atlantis", name="Atlantis", kind="state")
    record(atlantis)
    withdraw(row=atlantis, reason="It never was.", author="The test")
    model, entered, sentence = BAD[case]
    before = Changeset.objects.count(), model.objects.count()
    entries = filled_in(client, page(model, "add"), **CITED | entered)
    response = client.post(page(model, "add"), entries)
    shown = Form(response)
    assert response.status_code == 200
    assert any(sentence in error for error in shown.errors), shown.errors
    kept = {name: shown.entries.get(name, "") for name in entries if name != "csrfmiddlewaretoken"}
    assert kept == {name: value for name, value in entries.items() if name in kept}
    assert (Changeset.objects.count(), model.objects.count()) == before


@pytest.mark.parametrize("choice", [{"kind": "planet"}, {"citations-0-source": "no-such-work"}])
def test_what_no_list_offers_is_refused(choice: dict[str, str], rows: Any, client: Client) -> None:
    entries = filled_in(client, page(Actor, "add"), **CITED | ACTOR | choice)
    shown = Form(client.post(page(Actor, "add"), entries))
    assert any("not one of the available choices" in error for error in shown.errors)
    assert shown.entries["name"] == "Norway"
    assert not Actor.objects.filter(name="Norway").exists()

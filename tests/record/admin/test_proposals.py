"""A curator's save waits for a second person: nothing is published until a reviewer approves it."""

import re
from typing import Any

import pytest
from django.contrib.admin import site
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.db import IntegrityError, connection, transaction
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext

from apps.actors.models import Actor, ActorCitation
from apps.cooperation.models import Format, Membership
from apps.record.called import called, changes_called
from apps.record.changesets import changeset
from apps.record.models import Changeset, PendingChangeset, State, Verb
from apps.record.pending.captured import tracked
from apps.record.pending.proposing import proposed
from apps.record.pending.reviewing import approve
from apps.sources.models import Source
from tests.curators import RECORDS, TRACKED, Form, curator, examples, filled_in, page, reviewer, saved
from tests.factories import ActorFactory

MANY, TAKEN = 64, ["actor-07", "actor-40"]
PENDING = "/admin/record/pendingchangeset/{}/change/"
NORWAY = {"name": "Norway", "kind": "state", "start_edtf": "7 June 1905", "reason": "It joined.",
          "citations-0-source": "report"}  # fmt: skip


def judge(client: Client, pending: PendingChangeset, act: str, **entries: str) -> Any:
    url = PENDING.format(pending.pk)
    return client.post(url, filled_in(client, url, act=act, **entries))


def proposal() -> PendingChangeset:
    return PendingChangeset.objects.get()


@pytest.mark.parametrize("model", RECORDS)
def test_what_a_curator_saves_is_proposed_and_what_is_published_stays(model: Any, rows: Any, cora: Client) -> None:
    url = page(model, "change", rows[model].pk)
    response = saved(cora, url, filled_in(cora, url, note="Seen.", reason="A note"))
    pending = proposal()
    assert response.url == PENDING.format(pending.pk)
    assert (pending.state, pending.reason, pending.author.username) == ("in-review", "A note", "cora")
    change = pending.changes.get()
    assert (change.model, change.slug, change.verb, change.base_version) == (
        model._meta.label_lower, rows[model].slug, "correct", 1,
    )  # fmt: skip
    assert (change.before, change.after) == ({"note": ""}, {"note": "Seen."})
    assert model.objects.get(pk=rows[model].pk).note == ""
    assert Changeset.objects.count() == 1


def test_nobody_is_told_that_a_proposal_or_nothing_at_all_was_saved(rows: Any, client: Client, cora: Client) -> None:
    url = page(Actor, "change", rows[Actor].pk)
    for browser, note, told in (
        (cora, "Seen.", "Proposed: 1 change, for a second person to approve. What is published is unchanged."),
        (client, "", "Nothing was different, so no changeset was recorded."),
        (client, "Seen.", "Recorded as changeset 2."),
    ):
        response = saved(browser, url, filled_in(browser, url, note=note, reason="A note"))
        assert [str(message) for message in get_messages(response.wsgi_request)] == [told]


@pytest.mark.parametrize("model", RECORDS)
def test_an_approved_proposal_is_one_changeset_with_both_names(
    model: Any, rows: Any, client: Client, cora: Client
) -> None:
    url = page(model, "change", rows[model].pk)
    saved(cora, url, filled_in(cora, url, note="Seen.", reason="A note"))
    assert judge(client, proposal(), "approve").status_code == 302
    changeset = Changeset.objects.latest("number")
    assert (changeset.number, changeset.author, changeset.approved_by, changeset.reason) == (
        2, "Cora Example", "Ada Example", "A note",
    )  # fmt: skip
    assert model.objects.get(pk=rows[model].pk).note == "Seen."
    assert (proposal().state, proposal().changeset_id) == (State.APPROVED, 2)


def test_a_new_record_comes_with_its_citation(rows: Any, client: Client, cora: Client) -> None:
    saved(cora, page(Actor, "add"), filled_in(cora, page(Actor, "add"), **NORWAY))
    assert not Actor.objects.filter(slug="norway").exists()
    assert [change.model for change in proposal().changes.all()] == ["actors.actor", "actors.actorcitation"]
    judge(client, proposal(), "approve")
    norway = Actor.objects.get(slug="norway")
    assert norway.citations.get().slug == "actor-norway-report"
    assert norway.history.get().verb == "add"


def test_a_format_with_its_members_is_one_proposal(rows: Any, client: Client, cora: Client) -> None:
    entries = {"name": "Group of Two", "kind": "group", "start_edtf": "2026", "citations-0-source": "report"}
    saved(cora, page(Format, "add"), filled_in(cora, page(Format, "add"), reason="New", _draft="on", **entries))
    asked = {"app_label": "cooperation", "model_name": "membership", "field_name": "target_format", "term": "two"}
    offered = [choice["id"] for choice in cora.get("/admin/autocomplete/", asked).json()["results"]]
    assert offered == ["group-of-two"]
    assert client.get("/admin/autocomplete/", asked).json()["results"] == []
    spell = {"member_actor": "poland", "target_format": "group-of-two", "role": "member", "start_edtf": "2026"}
    spell |= {"citations-0-source": "report", "reason": "New"}
    saved(cora, page(Membership, "add"), filled_in(cora, page(Membership, "add"), **spell))
    assert "Group of Two" in cora.get(page(Membership, "changelist")).content.decode()
    assert "Group of Two" not in client.get(page(Membership, "changelist")).content.decode()
    pending = proposal()
    assert (pending.state, pending.changes.count()) == (State.DRAFT, 4)
    judge(cora, pending, "submit")
    judge(client, pending, "approve")
    assert Membership.objects.get(slug="poland-group-of-two-member").target_format_id == "group-of-two"
    assert Changeset.objects.count() == 2


def test_bad_input_is_an_error_of_the_form_at_once(rows: Any, cora: Client) -> None:
    for wrong, told in {
        "citations-0-source": "at least one source", "start_edtf": "Not a date", "slug": "never used twice",
    }.items():  # fmt: skip
        bad = {"citations-0-source": "", "start_edtf": "soon", "slug": "poland"}[wrong]
        shown = Form(cora.post(page(Actor, "add"), filled_in(cora, page(Actor, "add"), **NORWAY | {wrong: bad})))
        assert any(told in error for error in shown.errors), shown.errors
    assert not PendingChangeset.objects.exists()
    assert Changeset.objects.count() == 1


def test_a_returned_proposal_is_worked_at_and_sent_again(rows: Any, client: Client, cora: Client) -> None:
    saved(cora, page(Actor, "add"), filled_in(cora, page(Actor, "add"), **NORWAY))
    judge(client, proposal(), "return", note="Give the page.")
    assert proposal().state == State.RETURNED
    assert "Give the page." in cora.get(PENDING.format(proposal().pk)).content.decode()
    judge(cora, proposal(), "work")
    row = proposal().changes.get(model="actors.actor").row
    url = page(Actor, "change", row)
    saved(cora, url, filled_in(cora, url, reason="The page", **{"citations-0-locator": "p. 9"}))
    judge(cora, proposal(), "submit")
    judge(client, proposal(), "approve")
    assert ActorCitation.objects.get(actor="norway").locator == "p. 9"
    assert Actor.objects.get(slug="norway").pk == row


def test_a_proposal_is_returned_with_a_note_or_not_at_all(rows: Any, client: Client, cora: Client) -> None:
    saved(cora, page(Actor, "add"), filled_in(cora, page(Actor, "add"), **NORWAY))
    judge(client, proposal(), "return", note=" ")
    assert proposal().state == State.IN_REVIEW


def test_nobody_approves_their_own(rows: Any, client: Client) -> None:
    url = page(Actor, "change", rows[Actor].pk)
    saved(client, url, filled_in(client, url, note="Seen.", reason="A note", _propose="on"))
    pending = proposal()
    answer = judge(client, pending, "approve")
    assert "another reviewer must approve it" in answer.content.decode()
    assert Actor.objects.get(slug="poland").note == ""
    for reviewer_id in (pending.author_id, pending.hands[0]):
        with pytest.raises(IntegrityError, match="nobody_approves_their_own_proposal"), transaction.atomic():
            PendingChangeset.objects.update(state="approved", reviewer_id=reviewer_id, changeset_id=1)


def test_who_took_it_over_does_not_approve_it_nor_does_who_began_it(rows: Any, client: Client, cora: Client) -> None:
    saved(cora, page(Actor, "add"), filled_in(cora, page(Actor, "add"), **NORWAY))
    judge(client, proposal(), "take-over")
    judge(client, proposal(), "submit")
    judge(client, proposal(), "approve")
    assert proposal().state == State.IN_REVIEW
    promoted = reviewer("ben", "Ben Example")
    approve(pending=proposal(), reviewer=promoted)
    assert Changeset.objects.latest("number").author == "Ada Example"


def test_a_curator_cannot_judge(rows: Any, cora: Client) -> None:
    saved(cora, page(Actor, "add"), filled_in(cora, page(Actor, "add"), **NORWAY))
    other = Client()
    other.force_login(curator("carl", "Carl Example"))
    for act in ("approve", "return", "take-over"):
        assert other.post(PENDING.format(proposal().pk), {"act": act, "note": "x"}).status_code == 403
    for act in ("submit", "give-up", "work", "leave-out"):
        other.post(PENDING.format(proposal().pk), {"act": act, "note": "x"})
        assert proposal().state == State.IN_REVIEW
    assert Changeset.objects.count() == 1


def test_where_the_live_record_moved_the_reviewer_chooses_field_by_field(
    rows: Any, client: Client, cora: Client
) -> None:
    url = page(Actor, "change", rows[Actor].pk)
    entries = {"note": "Cora's note", "name": "Polska", "reason": "Both"}
    saved(cora, url, filled_in(cora, url, **entries))
    saved(client, url, filled_in(client, url, note="Ada's note", reason="Meanwhile"))
    pending, change = proposal(), proposal().changes.get()
    shown = client.get(PENDING.format(pending.pk)).content.decode()
    assert "has moved since this was proposed, from version 1 to 2" in shown
    assert "Cora&#x27;s note" in shown
    assert "Ada&#x27;s note" in shown
    assert "choose which note stands" in judge(client, pending, "approve").content.decode()
    unseen = {f"seen-{change.pk}": "1", f"choice-{change.pk}-note": "proposed"}
    assert "look at it, then decide" in judge(client, pending, "approve", **unseen).content.decode()
    judge(client, pending, "approve", **{f"choice-{change.pk}-note": "live"})
    poland = Actor.objects.get(slug="poland")
    assert (poland.name, poland.note) == ("Polska", "Ada's note")


def test_a_rule_that_the_world_broke_meanwhile_is_shown_and_stops_it(rows: Any, client: Client, cora: Client) -> None:
    saved(cora, page(Actor, "add"), filled_in(cora, page(Actor, "add"), **NORWAY))
    saved(client, page(Actor, "add"), filled_in(client, page(Actor, "add"), **NORWAY))
    shown = client.get(PENDING.format(proposal().pk)).content.decode()
    assert "Rules that refuse it" in shown
    assert "slugs are never used twice" in shown
    judge(client, proposal(), "approve")
    assert proposal().state == State.IN_REVIEW


def test_whatever_is_proposed_is_called_by_the_names_that_it_is_called_by_once_published(db: None) -> None:
    """Every kind of row, and all that it refers to is as new."""
    with proposed(user=curator("cora", "Cora Example"), reason="All", verb=Verb.ADD, state=State.IN_REVIEW):
        examples()
    changes = proposal().changes.all()
    told = changes_called(site, changes)
    assert {tracked()[change.model] for change in changes} == set(TRACKED)
    approve(pending=proposal(), reviewer=reviewer("ada", "Ada Example"))
    published = called(site, [tracked()[change.model](pk=change.row) for change in changes])
    assert sorted(told.values()) == sorted(published.values())
    assert "Poland – Eurocorps, Member, In force, by “A report”" in told.values()
    assert not {change.slug for change in changes} & set(told.values())


def test_desk_and_proposal_name_what_is_new(rows: Any, client: Client, cora: Client) -> None:
    saved(cora, page(Actor, "add"), filled_in(cora, page(Actor, "add"), **NORWAY | {"name": "Kingdom of Norway"}))
    for shown in (client.get("/admin/"), client.get(PENDING.format(proposal().pk))):
        assert "</span> Kingdom of Norway" in re.sub(r"\s+", " ", shown.content.decode())


def test_what_refuses_a_large_proposal_is_told_by_row_for_few_statements_more(rows: Any, client: Client) -> None:
    author = curator("cora", "Cora Example")
    with proposed(user=author, reason="Many", verb=Verb.ADD, state=State.IN_REVIEW):
        for n in range(MANY):
            ActorFactory(slug=f"actor-{n:02}")
    url = PENDING.format(proposal().pk)
    with CaptureQueriesContext(connection) as good:
        assert "Rules that refuse it" not in client.get(url).content.decode()
    with changeset(reason="Meanwhile", verb=Verb.ADD, author="The test"):
        for slug in TAKEN:
            ActorFactory(slug=slug)
    with CaptureQueriesContext(connection) as bad:
        told = client.get(url).content.decode()
    assert re.findall("<li>(actor-[0-9]+): Another record has this slug", told) == TAKEN
    assert "does not exist" not in told
    # Row by row it would be thirty for each.
    assert len(bad) - len(good) < 2 * proposal().changes.count(), (len(good), len(bad))


def test_a_withdrawal_is_proposed_too(rows: Any, client: Client, cora: Client) -> None:
    url = page(Membership, "withdraw", rows[Membership].pk)
    assert cora.post(url, filled_in(cora, url, reason="It never was.")).status_code == 302
    assert not Membership.objects.get().withdrawn
    judge(client, proposal(), "approve")
    spell = Membership.objects.get()
    assert (spell.withdrawn, spell.withdrawn_reason, spell.history.first().verb) == (True, "It never was.", "withdraw")
    assert spell.citations.get().withdrawn


def test_one_row_is_left_out_of_a_draft(rows: Any, cora: Client) -> None:
    url = page(Actor, "change", rows[Actor].pk)
    entries = {"note": "Seen.", "reason": "Both", "citations-0-locator": "p. 9", "_draft": "on"}
    saved(cora, url, filled_in(cora, url, **entries))
    cited = proposal().changes.get(model="actors.actorcitation")
    cora.post(PENDING.format(proposal().pk), {"act": "leave-out", "change": cited.pk})
    assert [change.model for change in proposal().changes.all()] == ["actors.actor"]


def test_the_author_gets_a_letter_where_there_is_a_mail_server(
    rows: Any, client: Client, cora: Client, settings: Any, mailoutbox: Any
) -> None:
    settings.EMAIL_HOST = "mail.example"
    saved(cora, page(Actor, "add"), filled_in(cora, page(Actor, "add"), **NORWAY))
    User.objects.filter(username="cora").update(email="cora@example.org")
    with TestCase.captureOnCommitCallbacks(execute=True):
        judge(client, proposal(), "return", note="Give the page.")
    (letter,) = mailoutbox
    assert (letter.to, letter.body) == (["cora@example.org"], "Give the page.")
    assert letter.subject == "Your proposal was returned: It joined."
    assert "1 judged" in cora.get("/admin/").content.decode()


def test_a_source_made_in_a_window_of_its_own_begins_a_draft(rows: Any, cora: Client) -> None:
    add = f"{page(Source, 'add')}?_popup=1&_to_field=slug"
    work = {"title": "A new work", "kind": "report", "reason": "New", "_popup": "1", "_to_field": "slug"}
    made = cora.post(add, filled_in(cora, add, **work))
    assert "a-new-work" in made.content.decode()
    entries = NORWAY | {"citations-0-source": "a-new-work"}
    saved(cora, page(Actor, "add"), filled_in(cora, page(Actor, "add"), **entries))
    pending = proposal()
    assert pending.state == State.DRAFT
    order = [change.model for change in pending.changes.all()]
    assert sorted(order) == ["actors.actor", "actors.actorcitation", "sources.source"]
    assert order[-1] == "actors.actorcitation", "what is referred to comes first"

"""Two records that were one thing: the survivor stays, the other leads to it, the histories of both remain."""

from functools import partial
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from apps.actors.models import Actor
from apps.cooperation.models import Membership
from apps.debate.models import Proposal
from apps.record.actions import merge, parts_of, references_to, restore, withdraw
from apps.record.merging import references
from apps.record.models import CURRENT, Named
from apps.sources.models import Citation
from tests.factories import (
    ActorFactory,
    FormatFactory,
    LinkFactory,
    MembershipFactory,
    PartnershipFactory,
    PartnershipPartyFactory,
    factory_of,
)
from tests.factories.base import cite
from tests.record.refusing import refused
from tests.record.tables import name, number, query, tracked

pytestmark = pytest.mark.django_db
MERGEABLE = [model for model in tracked() if issubclass(model, Named)]
# A spell follows one of the same member in the same target only; the test of spells moves it.
REFERENCES = [(m, other, f) for m in MERGEABLE for other, f in references(m) if f.name != "follows"]


def two(model: Any) -> tuple[Any, Any]:
    """A loser and a survivor, as if committed."""
    rows = factory_of(model)(slug="loser"), factory_of(model)(slug="survivor")
    connection.check_constraints()
    return rows


def now(row: Any) -> Any:
    row.refresh_from_db()
    return row


@pytest.mark.parametrize("model", MERGEABLE, ids=name)
def test_the_loser_is_withdrawn_in_favour_of_the_survivor_with_all_that_it_rested_on(model: Any) -> None:
    loser, survivor = two(model)
    before, kept = parts_of(loser), survivor.version
    merged = merge(loser=loser, survivor=survivor, reason="one thing")
    assert merged == number()
    assert (now(loser).withdrawn, loser.withdrawn_reason, loser.merged_into_id) == (True, "one thing", "survivor")
    assert (now(survivor).withdrawn, survivor.version) == (False, kept)
    assert set(before) <= set(parts_of(survivor))
    for row in (loser, *before):
        version = now(row).history.get(closed=CURRENT)
        assert (version.opened, version.verb) == (merged, "merge")


@pytest.mark.parametrize(("model", "other", "field"), REFERENCES, ids=lambda value: getattr(value, "name", None))
def test_every_reference_to_the_loser_is_moved(model: Any, other: Any, field: Any) -> None:
    loser, survivor = two(model)
    pointing = factory_of(other)(**beside(other, field), **{field.name: loser})
    connection.check_constraints()
    assert (pointing, field) in references_to(loser)
    merge(loser=loser, survivor=survivor, reason="one thing")
    assert getattr(now(pointing), field.attname) == "survivor"
    assert pointing.history.get(closed=CURRENT).verb == "merge"


def beside(other: Any, field: Any) -> dict[str, Any]:
    """What the rest of a row must be for FIELD to be set: nothing else of which only one may be set."""
    if other is Membership and field.name == "proposal":
        return {"standing": "proposed"}
    optional = [f.name for f in other._meta.concrete_fields if f.many_to_one and f.null and f.name != "merged_into"]
    if not issubclass(other, Citation):
        optional = [n for n in optional if n.split("_")[0] == field.name.split("_")[0]]
    is_one_of = field.name in optional and other is not Proposal
    return {n: None for n in optional if n != field.name} if is_one_of else {}


def test_spells_of_the_same_days_are_merged_along_and_their_successors_follow_the_survivor() -> None:
    target = FormatFactory()
    actors = ActorFactory(slug="usa"), ActorFactory(slug="united-states")
    spells = [MembershipFactory(slug=f"{a.slug}-x", member_actor=a, target_format=target) for a in actors]
    later = MembershipFactory(
        slug="usa-x-observer", member_actor=actors[0], target_format=target, role="observer", start_edtf="2020",
        follows=spells[0],
    )  # fmt: skip
    connection.check_constraints()
    with pytest.raises(ValidationError, match="cannot point at “united-states”: The same spell is there"):
        merge(loser=actors[0], survivor=actors[1], reason="one state")
    assert not now(actors[0]).withdrawn
    assert merge(loser=actors[0], survivor=actors[1], reason="one state", along=[(spells[0], spells[1])])
    assert (now(spells[0]).merged_into_id, now(spells[0]).member_actor_id) == (spells[1].slug, "usa")
    assert (now(later).member_actor_id, later.follows_id) == ("united-states", spells[1].slug)
    assert now(spells[1]).followed_from == "2020"


def test_a_party_that_the_survivor_has_already_is_not_there_twice() -> None:
    loser, survivor = PartnershipFactory(slug="loser"), PartnershipFactory(slug="survivor")
    actor, other = ActorFactory(), ActorFactory()
    for partnership, party in ((loser, actor), (survivor, actor), (loser, other)):
        PartnershipPartyFactory(partnership=partnership, party_actor=party)
    connection.check_constraints()
    merge(loser=loser, survivor=survivor, reason="one treaty")
    assert sorted(survivor.parties.filter(withdrawn=False).values_list("party_slug", flat=True)) == sorted(
        [actor.slug, other.slug]
    )
    assert loser.parties.get().withdrawn


def test_what_was_merged_before_leads_to_the_last_survivor_in_one_step() -> None:
    first, second, third = (ActorFactory(slug=slug) for slug in ("first", "second", "third"))
    connection.check_constraints()
    merge(loser=first, survivor=second, reason="one")
    merge(loser=second, survivor=third, reason="one, too")
    assert now(first).merged_into_id == now(second).merged_into_id == "third"
    diagnosis = refused(lambda: query("update actors_actor set merged_into_slug = 'second' where slug = 'first'"))
    assert diagnosis.constraint_name == "records_merge_into_live_records"


def test_sql_cannot_merge_in_two_steps_or_into_what_is_withdrawn_or_leave_a_merged_record_published() -> None:
    for slug in ("first", "second", "third", "gone"):
        ActorFactory(slug=slug)
    connection.check_constraints()
    withdraw(row=Actor.objects.get(slug="gone"), reason="no actor")
    into = """with moved as (update actors_actorcitation set actor_slug = 'third' where actor_slug = '{1}')
        update actors_actor set withdrawn = true, withdrawn_reason = 'x', merged_into_slug = '{0}' where slug = '{1}'"""
    for survivor in ("gone", "first"):
        diagnosis = refused(partial(query, into.format(survivor, "first")))
        assert diagnosis.constraint_name == "records_merge_into_live_records"
    live = refused(lambda: query("update actors_actor set merged_into_slug = 'second' where slug = 'first'"))
    assert live.constraint_name == "actor_merged_is_withdrawn"
    assert refused(lambda: query(into.format("nobody", "first"))).sqlstate == "23503"
    query(into.format("second", "first"))
    connection.check_constraints()
    diagnosis = refused(lambda: query(into.format("third", "second")))
    assert diagnosis.constraint_name == "merges_lead_there_in_one_step"
    assert "“first” was merged into “second”: it must lead to “third” now" in diagnosis.message_primary


def test_a_survivor_may_be_withdrawn_later_and_a_loser_may_come_back() -> None:
    loser, survivor = two(Proposal)
    merge(loser=loser, survivor=survivor, reason="one thing")
    withdraw(row=now(survivor), reason="no thing")
    assert now(loser).merged_into_id == "survivor"
    with pytest.raises(ValidationError, match="has no citation"):
        restore(row=now(loser), reason="two things")  # its citations went to the survivor
    ours = cite(loser, slug="ours")
    assert restore(row=now(loser), reason="two things", along=[ours])
    assert (now(loser).withdrawn, loser.merged_into_id) == (False, None)


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_merge_gives_a_reason(reason: str) -> None:
    with pytest.raises(ValidationError, match="Say why"):
        merge(loser=ActorFactory.build(), survivor=ActorFactory.build(), reason=reason)


def test_only_two_published_records_of_one_kind_are_merged() -> None:
    actor, other, target = ActorFactory(slug="actor"), ActorFactory(slug="other"), FormatFactory()
    link = LinkFactory(subject_actor=actor, subject_format=None, object_actor=other)
    connection.check_constraints()
    with pytest.raises(ValidationError, match="Only records of one kind"):
        merge(loser=actor, survivor=target, reason="one")
    with pytest.raises(ValidationError, match="into itself"):
        merge(loser=actor, survivor=ActorFactory.build(slug="actor"), reason="one")
    with pytest.raises(ValidationError, match="two different things"):
        merge(loser=actor, survivor=other, reason="one")
    withdraw(row=link, reason="they are one")
    merge(loser=actor, survivor=other, reason="one")
    with pytest.raises(ValidationError, match="“actor” is withdrawn"):
        merge(loser=actor, survivor=other, reason="one")

"""Nothing published is deleted: it is withdrawn, with a reason, and nothing is left pointing at it."""

import re
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from apps.dossier.models import Claim
from apps.record.actions import parts_of, restore, withdraw
from apps.record.models import CURRENT
from tests.factories import (
    ActorFactory,
    ClaimFactory,
    FormatFactory,
    LinkFactory,
    MembershipFactory,
    PartnershipFactory,
    PartnershipPartyFactory,
    ProposalFactory,
    SourceFactory,
    factory_of,
)
from tests.factories.base import cite
from tests.record.refusing import refused
from tests.record.tables import name, number, query, tracked

pytestmark = pytest.mark.django_db
FACTS = [model for model in tracked() if hasattr(model, "citations")]


def settle(row: Any) -> Any:
    """ROW as if committed: what waits for the commit has spoken."""
    connection.check_constraints()
    return row


@pytest.mark.parametrize("model", FACTS, ids=name)
def test_a_fact_goes_with_its_citations_and_comes_back_with_them(model: Any) -> None:
    fact = settle(factory_of(model)())
    gone = withdraw(row=fact, reason="a mistake")
    assert gone == number()
    for row in (fact, *parts_of(fact)):
        row.refresh_from_db()
        assert (row.withdrawn, row.withdrawn_reason) == (True, "a mistake")
        assert (row.history.get(closed=CURRENT).verb, row.history.get(closed=CURRENT).opened) == ("withdraw", gone)
    restore(row=fact, reason="none after all")
    for row in (fact, *parts_of(fact)):
        row.refresh_from_db()
        assert (row.withdrawn, row.withdrawn_reason) == (False, "")
        assert row.history.get(closed=CURRENT).verb == "restore"


def test_what_was_withdrawn_before_for_its_own_reason_stays_withdrawn() -> None:
    claim = ClaimFactory()
    wrong = cite(claim, slug="wrong")
    settle(claim)
    withdraw(row=wrong, reason="misread")
    withdraw(row=claim, reason="a mistake")
    restore(row=claim, reason="none after all")
    wrong.refresh_from_db()
    assert (wrong.withdrawn, wrong.withdrawn_reason) == (True, "misread")


def test_parties_and_proposers_go_with_what_they_are_part_of() -> None:
    partnership = PartnershipFactory()
    party = PartnershipPartyFactory(partnership=partnership)
    settle(partnership)
    withdraw(row=partnership, reason="a mistake")
    party.refresh_from_db()
    assert party.withdrawn


def test_whoever_was_slower_is_told_and_nothing_is_recorded() -> None:
    claim = settle(ClaimFactory())
    seen_before = type(claim).objects.get(pk=claim.pk)
    withdraw(row=claim, reason="a mistake")
    newest = number()
    with pytest.raises(ValidationError, match="withdrawn already"):
        withdraw(row=seen_before, reason="for another reason")
    assert number() == newest
    gone = type(claim).objects.get(pk=claim.pk)
    restore(row=claim, reason="none after all")
    newest = number()
    with pytest.raises(ValidationError, match="published already"):
        restore(row=gone, reason="none after all")
    assert number() == newest


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_withdrawal_gives_a_reason(reason: str) -> None:
    claim = settle(ClaimFactory())
    with pytest.raises(ValidationError, match="Say why"):
        withdraw(row=claim, reason=reason)
    claim.refresh_from_db()
    assert not claim.withdrawn


def test_what_is_pointed_at_is_not_withdrawn_and_the_list_is_told() -> None:
    target = FormatFactory(slug="eurocorps")
    spell = MembershipFactory(slug="poland-eurocorps-member", target_format=target)
    link = LinkFactory(slug="eurocorps-part-of", subject_format=target)
    settle(target)
    with pytest.raises(ValidationError) as caught:
        withdraw(row=target, reason="a mistake")
    (message,) = caught.value.messages
    assert message.startswith("Cannot withdraw “eurocorps”: these still point at it: ")
    assert "poland-eurocorps-member" in message
    assert "eurocorps-part-of" in message
    assert not type(target).objects.get(pk=target.pk).withdrawn
    along = [part for row in (spell, link) for part in (row, *parts_of(row))]
    assert withdraw(row=target, reason="a mistake", along=along)


@pytest.mark.parametrize("model", FACTS, ids=name)
def test_sql_cannot_withdraw_what_is_pointed_at_either(model: Any) -> None:
    """Each fact is pointed at by its citation."""
    fact = settle(factory_of(model)())
    citation = fact.citations.get().slug
    statement = f"update {model._meta.db_table} set withdrawn = true, withdrawn_reason = 'x' where id = %s"
    diagnosis = refused(lambda: query(statement, fact.pk))
    assert diagnosis.constraint_name == "nothing_points_at_what_is_withdrawn"
    assert citation in diagnosis.message_primary


def test_nothing_new_may_point_at_what_is_withdrawn() -> None:
    actor = settle(ActorFactory(slug="gone"))
    withdraw(row=actor, reason="a mistake")
    diagnosis = refused(lambda: MembershipFactory(member_actor=actor))
    assert diagnosis.constraint_name == "live_records_point_at_live_records"
    assert "“gone” is withdrawn; nothing may point at it" in diagnosis.message_primary


def references(model: Any) -> list[Any]:
    return [field for field in model._meta.concrete_fields if field.many_to_one or field.one_to_one]


def pointed(model: Any, field: Any, slug: str) -> str:
    """What sets a reference to SLUG, and empties those that would stand beside it."""
    (definition,) = [
        text
        for (text,) in query(
            "select string_agg(pg_get_constraintdef(oid), ' ') from pg_constraint where conrelid = %s::regclass"
            " and contype = 'c'",
            model._meta.db_table,
        )
    ]
    groups = [found.split(", ") for found in re.findall(r"num_nonnulls\((.+?)\)", definition)]
    beside = [column for group in groups if field.column in group for column in group if column != field.column]
    proposed = ["standing = 'proposed'"] if field.name == "proposal" and hasattr(model, "standing") else []
    return ", ".join([f"{field.column} = '{slug}'", *(f"{column} = null" for column in beside), *proposed])


@pytest.mark.parametrize(
    ("model", "field"),
    [
        (model, field)
        for model in tracked()
        for field in references(model)
        if field.name != "merged_into" and hasattr(field.related_model, "withdrawn")
    ],
    ids=str,
)
def test_no_reference_of_a_live_row_leads_to_what_is_withdrawn(model: Any, field: Any) -> None:
    gone = settle(factory_of(field.related_model)())
    withdraw(row=gone, reason="a mistake")
    row = settle(factory_of(model)())
    if hasattr(row, "stance"):  # a citation, which leaves a fact that still needs one
        cite(next(fact for each in references(model) if hasattr(fact := getattr(row, each.name), "citations")))
    changes = pointed(model, field, gone.slug)
    diagnosis = refused(lambda: query(f"update {model._meta.db_table} set {changes} where id = %s", row.pk))
    assert diagnosis.constraint_name == "live_records_point_at_live_records"
    assert f"“{gone.slug}” is withdrawn" in diagnosis.message_primary


def test_of_many_added_in_one_statement_the_one_that_is_wrong_is_named() -> None:
    good = [settle(ClaimFactory()) for _ in range(2)]
    subject = FormatFactory()
    claims = [ClaimFactory.build(slug=f"claim-{n}", subject_format=subject) for n in range(3)]
    citations = [type(good[0].citations.get())(slug=f"cited-{n}", claim_id=f"claim-{n}", source=SourceFactory())
                 for n in range(3)]  # fmt: skip

    def add(cited: list[Any]) -> None:
        Claim.objects.bulk_create(claims)
        type(citations[0]).objects.bulk_create(cited)

    diagnosis = refused(lambda: add([citations[0], citations[2]]))
    assert diagnosis.message_primary == "“claim-1” has no citation. Every fact needs at least one source."
    gone = ActorFactory(slug="gone")
    withdraw(row=settle(gone), reason="a mistake")
    claims[2].subject_format, claims[2].subject_actor = None, gone
    diagnosis = refused(lambda: add(citations))
    assert diagnosis.message_primary == "“gone” is withdrawn; nothing may point at it."


@pytest.mark.parametrize("model", FACTS, ids=name)
def test_a_fact_without_a_citation_is_refused_at_commit(model: Any) -> None:
    diagnosis = refused(lambda: factory_of(model)(cited=False))
    assert diagnosis.constraint_name == "every_fact_has_a_citation"
    assert "has no citation. Every fact needs at least one source" in diagnosis.message_primary


@pytest.mark.parametrize("model", FACTS, ids=name)
def test_the_last_citation_is_neither_withdrawn_nor_moved(model: Any) -> None:
    fact, other = factory_of(model)(), factory_of(model)()
    citation = settle(fact).citations.get()
    table, column = (
        citation._meta.db_table,
        citation._meta.get_field(model._meta.get_field("citations").field.name).column,
    )
    for change in ("withdrawn = true, withdrawn_reason = 'x'", f"{column} = '{other.slug}'"):
        diagnosis = refused(partial(query, f"update {table} set {change} where id = %s", citation.pk))
        assert f"“{fact.slug}” has no citation" in diagnosis.message_primary
    cite(fact)
    assert withdraw(row=citation, reason="misread")


def test_a_fact_that_comes_back_needs_a_citation() -> None:
    proposal = settle(ProposalFactory())
    withdraw(row=proposal, reason="a mistake")
    diagnosis = refused(lambda: query("update debate_proposal set withdrawn = false, withdrawn_reason = ''"))
    assert diagnosis.constraint_name == "every_fact_has_a_citation"

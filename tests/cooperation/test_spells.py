"""What the database refuses of memberships: in a sentence from `publish`, by name in SQL."""

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from apps.cooperation.models import Membership, Role, Standing
from apps.record.actions import publish, withdraw
from apps.record.models import Verb
from tests.factories import (
    ActorFactory,
    CooperationCitationFactory,
    FormatFactory,
    InstrumentFactory,
    MembershipFactory,
    ProposalFactory,
    SourceFactory,
)
from tests.record.refusing import by_name, in_words, unsaved

pytestmark = pytest.mark.django_db


def another(spell: Membership, **changes: Any) -> Membership:
    """A second spell of the same member and target, unsaved, with its citation to come."""
    same = {"member_actor": spell.member_actor, "target_format": spell.target_format, "role": spell.role}
    return MembershipFactory.build(**(same | changes))


def cited(spell: Membership) -> list[Any]:
    """The spell and a citation of it, to be published together."""
    return [spell, CooperationCitationFactory.build(membership=spell, source=SourceFactory())]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (("2017", ""), ("2019", "")),
        (("2017", ""), ("2017-05", "")),
        (("..", ""), ("2019", "2020")),
        (("2010", "2019"), ("2015", "2025")),
    ],
)
def test_two_spells_in_one_role_that_certainly_overlap_are_refused(ours: Any, theirs: Any) -> None:
    spell = MembershipFactory(start_edtf=ours[0], end_edtf=ours[1])
    other = another(spell, start_edtf=theirs[0], end_edtf=theirs[1], standing=Standing.SIGNED)
    assert "already has this role in this target on some of these days" in in_words(other)
    assert by_name(*cited(other)) == "spells_of_one_role_must_not_overlap"


@pytest.mark.parametrize(
    ("ours", "changes"),
    [
        (("2017", "2018"), {"start_edtf": "2019"}),
        (("2017", "2018"), {"start_edtf": "2018"}),
        (("2017", ""), {"start_edtf": "2019", "role": Role.OBSERVER}),
        (("[2017..]", ""), {"start_edtf": "2019"}),
    ],
)
def test_spells_that_need_not_overlap_stand_side_by_side(ours: Any, changes: Any) -> None:
    spell = MembershipFactory(start_edtf=ours[0], end_edtf=ours[1])
    assert publish(rows=cited(another(spell, **changes)), reason="", verb=Verb.ADD)


def test_a_withdrawn_spell_and_a_proposed_one_overlap_nothing() -> None:
    spell = MembershipFactory()
    assert publish(
        rows=cited(another(spell, standing=Standing.PROPOSED, proposal=ProposalFactory())), reason="", verb=Verb.ADD
    )
    withdraw(row=spell, reason="wrong")
    assert publish(rows=cited(another(spell, start_edtf="2016")), reason="", verb=Verb.ADD)


def test_spells_may_swap_their_dates_in_one_changeset() -> None:
    """The exclusion waits for the commit."""
    early = MembershipFactory(start_edtf="2017", end_edtf="2018")
    late = MembershipFactory(
        member_actor=early.member_actor, target_format=early.target_format, start_edtf="2019", end_edtf="2020"
    )
    Membership.objects.filter(pk=early.pk).update(start_edtf="2018", end_edtf="2021")
    with pytest.raises(IntegrityError, match="spells_of_one_role_must_not_overlap"), transaction.atomic():
        connection.check_constraints()
    Membership.objects.filter(pk=late.pk).update(start_edtf="2016", end_edtf="2017")
    connection.check_constraints()


@pytest.mark.parametrize("proposed", [False, True])
def test_the_same_undated_spell_is_refused_twice(proposed: bool) -> None:
    changes: dict[str, Any] = {"start_edtf": ""}
    if proposed:
        changes |= {"standing": Standing.PROPOSED, "proposal": ProposalFactory()}
    spell = MembershipFactory(**changes)
    assert "The same spell is there already" in in_words(another(spell, **changes))
    assert by_name(another(spell, **changes)) == "spells_must_not_be_recorded_twice"


def test_two_proposals_may_propose_the_same_spell() -> None:
    spell = MembershipFactory(start_edtf="", standing=Standing.PROPOSED, proposal=ProposalFactory())
    other = another(spell, start_edtf="", standing=Standing.PROPOSED, proposal=ProposalFactory())
    assert publish(rows=cited(other), reason="", verb=Verb.ADD)


@pytest.mark.parametrize("standing", [Standing.PROPOSED, Standing.IN_FORCE])
def test_a_proposed_spell_and_only_a_proposed_one_names_its_proposal(standing: Standing) -> None:
    proposal = None if standing == Standing.PROPOSED else ProposalFactory()

    def spell() -> Membership:
        return MembershipFactory.build(
            member_actor=ActorFactory(), target_format=FormatFactory(), standing=standing, proposal=proposal
        )

    assert "A proposed spell names its proposal, and only a proposed one does" in in_words(spell())
    assert by_name(spell()) == "proposed_spells_and_only_they_name_a_proposal"


@pytest.mark.parametrize(
    ("changes", "sentence", "constraint"),
    [
        (lambda: {"member_actor": None}, "Choose exactly one member", "membership_has_exactly_one_member"),
        (lambda: {"member_format": FormatFactory()}, "Choose exactly one member", "membership_has_exactly_one_member"),
        (lambda: {"target_format": None}, "Choose exactly one target", "membership_has_exactly_one_target"),
        (lambda: {"target_instrument": InstrumentFactory()}, "exactly one target", "membership_has_exactly_one_target"),
        (lambda: {"target_actor": ActorFactory()}, "exactly one target", "membership_has_exactly_one_target"),
        (lambda: {"role": "chair"}, "'chair' is not a valid choice", "membership_role_is_in_the_vocabulary"),
        (lambda: {"standing": "gone"}, "'gone' is not a valid choice", "membership_standing_is_in_the_vocabulary"),
        (lambda: {"ended": True}, "needs an end with a latest day", "membership_that_ended_needs_a_latest_end"),
        (lambda: {"ended": True, "end_edtf": "[2019..]"}, "a latest day", "membership_that_ended_needs_a_latest_end"),
        (lambda: {"end_edtf": "2016"}, "The end lies before the start", "membership_must_not_end_before_it_starts"),
        (lambda: {"end_edtf": ".."}, "“..” is for starts", "membership_end_is_empty_or_a_date"),
        (lambda: {"start_edtf": "2017-13"}, "Not a date: “2017-13”", "22007"),
        (lambda: {"slug": "Not A Slug"}, "A slug has lower-case", "membership_slug_is_lower_case_words_with_hyphens"),
        (lambda: {"withdrawn": True}, "Say why", "membership_withdrawal_gives_a_reason"),
    ],
)  # fmt: skip
def test_a_spell_that_says_what_cannot_be_is_refused(changes: Any, sentence: str, constraint: str) -> None:
    def spell() -> Membership:
        return MembershipFactory.build(
            **({"member_actor": ActorFactory(), "target_format": FormatFactory()} | changes())
        )

    assert sentence in in_words(spell())
    assert by_name(spell()) == constraint


@pytest.mark.parametrize("target", ["target_format", "target_instrument", "target_actor"])
def test_taking_part_needs_a_target_that_exists_on_some_day_of_it(target: str) -> None:
    factories: Any = {
        "target_format": FormatFactory,
        "target_instrument": InstrumentFactory,
        "target_actor": ActorFactory,
    }

    def spell(**changes: Any) -> Membership:
        thing = factories[target](start_edtf="2021", end_edtf="2022")
        return MembershipFactory.build(
            member_actor=ActorFactory(), **({"target_format": None, target: thing} | changes)
        )

    for dates in ({"start_edtf": "2023"}, {"start_edtf": "2019", "end_edtf": "2020"}):
        assert "shares no possible day with" in in_words(*cited(spell(**dates)))
        assert by_name(*cited(spell(**dates))) == "spells_share_a_day_with_their_target"
    assert publish(rows=cited(spell(start_edtf="2023", standing=Standing.INVITED)), reason="", verb=Verb.ADD)
    assert publish(rows=cited(spell(start_edtf="2022")), reason="", verb=Verb.ADD)


def test_a_target_cannot_shrink_or_become_an_idea_while_somebody_takes_part() -> None:
    spell = MembershipFactory(start_edtf="2017", end_edtf="2018", target_format=FormatFactory(start_edtf="1992"))
    target = spell.target_format
    for changes in (
        {"start_edtf": "2020"},
        {"end_edtf": "2016"},
        {"status": "proposed", "start_edtf": ""},
    ):
        assert f"“{spell.slug}” shares no possible day" in in_words(unsaved(target, **changes))
        assert by_name(unsaved(target, **changes)) == "spells_share_a_day_with_their_target"
    assert publish(rows=[unsaved(target, start_edtf="2018")], reason="", verb=Verb.CORRECT)

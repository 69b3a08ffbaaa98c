"""A spell that another follows ends the day before its successor starts, whatever the successor comes to."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from apps.cooperation.models import Membership, Standing
from apps.record.actions import publish, restore, withdraw
from apps.record.models import CURRENT, Verb
from tests.factories import ActorFactory, FormatFactory, MembershipFactory
from tests.record.refusing import by_name, in_words, unsaved

pytestmark = pytest.mark.django_db


@pytest.fixture
def former() -> Membership:
    return MembershipFactory(slug="former", standing=Standing.SIGNED, start_edtf="2017")


@pytest.fixture
def successor(former: Membership) -> Membership:
    spell = following(former, slug="successor", start_edtf="2019-05")
    connection.check_constraints()
    return spell


def following(former: Membership, **changes: Any) -> Membership:
    same = {"member_actor": former.member_actor, "target_format": former.target_format, "follows": former}
    return MembershipFactory(**(same | changes))


def end(spell: Membership) -> tuple[date | None, date | None]:
    """As the table has it; and the newest version must say the same."""
    spell.refresh_from_db()
    version = spell.history.get(closed=CURRENT)
    assert (version.end_earliest, version.end_latest) == (spell.end_earliest, spell.end_latest)
    assert (version.version, version.followed_from) == (spell.version, spell.followed_from)
    return spell.end_earliest, spell.end_latest


def test_the_former_ends_the_day_before(former: Membership, successor: Membership) -> None:
    assert end(former) == (date(2019, 4, 30), date(2019, 5, 30))
    assert (former.end_edtf, former.ended, former.version) == ("", False, 2)


def test_it_moves_with_the_successors_start(former: Membership, successor: Membership) -> None:
    publish(rows=[unsaved(successor, start_edtf="2020")], reason="", verb=Verb.CORRECT)
    assert end(former) == (date(2019, 12, 31), date(2020, 12, 30))


def test_it_is_open_again_when_the_successor_is_withdrawn_and_closes_when_restored(
    former: Membership, successor: Membership
) -> None:
    withdraw(row=successor, reason="wrong")
    assert end(former) == (None, None)
    successor.refresh_from_db()
    restore(row=successor, reason="right after all")
    assert end(former) == (date(2019, 4, 30), date(2019, 5, 30))


def test_it_is_open_again_when_the_successor_follows_another(former: Membership) -> None:
    successor = following(former, start_edtf="2019-05", role="participant")
    other = MembershipFactory(
        member_actor=former.member_actor, target_format=former.target_format, role="observer", start_edtf="2016"
    )
    publish(rows=[unsaved(successor, follows=other)], reason="", verb=Verb.CORRECT)
    assert end(former) == (None, None)
    assert end(other) == (date(2019, 4, 30), date(2019, 5, 30))


def test_both_written_in_one_statement_are_recorded_as_they_end_up(former: Membership, successor: Membership) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "update cooperation_membership set note = 'both', "
            "start_edtf = case slug when 'successor' then '2020' else start_edtf end"
        )
    assert end(former) == (date(2019, 12, 31), date(2020, 12, 30))
    assert former.note == former.history.get(closed=CURRENT).note == "both"


def test_both_added_in_one_statement_are_recorded_as_they_end_up() -> None:
    member, target = ActorFactory(), FormatFactory()
    spells = [
        MembershipFactory.build(member_actor=member, target_format=target, **rest)
        for rest in (
            {"slug": "former", "start_edtf": "2017", "standing": Standing.SIGNED},
            {"slug": "successor", "start_edtf": "2019-05", "follows_id": "former"},
        )
    ]
    for spell in spells:
        spell.withdrawn_reason = "no citation is needed of what is withdrawn"
    Membership.objects.bulk_create(spells)
    assert end(spells[0]) == (date(2019, 4, 30), date(2019, 5, 30))
    Membership.objects.update(withdrawn=True)
    assert end(spells[0]) == (None, None)


def test_a_spell_that_is_added_after_the_one_that_follows_it_ends_the_day_before() -> None:
    same: dict[str, Any] = {"member_actor": ActorFactory(), "target_format": FormatFactory()}
    MembershipFactory(slug="successor", start_edtf="2019-05", follows_id="former", **same)
    former = MembershipFactory(slug="former", start_edtf="2017", standing=Standing.SIGNED, **same)
    connection.check_constraints()
    assert end(former) == (date(2019, 4, 30), date(2019, 5, 30))


def test_whoever_adds_a_spell_neither_says_who_follows_it_nor_which_version_it_is() -> None:
    spell = MembershipFactory(followed_from="2030", version=7)
    assert end(spell) == (None, None)
    assert (spell.followed_from, spell.version) == ("", 1)


def test_nobody_else_sets_the_end_of_a_followed_spell(former: Membership, successor: Membership) -> None:
    Membership.objects.filter(pk=former.pk).update(followed_from="2030")
    assert end(former) == (date(2019, 4, 30), date(2019, 5, 30))
    assert former.version == 2
    for changes in ({"end_edtf": "2018"}, {"end_edtf": "2018", "ended": True}):
        assert "A spell that another follows has no end of its own" in in_words(unsaved(former, **changes))
        assert by_name(unsaved(former, **changes)) == "followed_spells_have_no_end_of_their_own"


@pytest.mark.parametrize("field", ["member_actor", "target_format"])
def test_a_spell_follows_one_of_the_same_member_and_target(
    former: Membership, successor: Membership, field: str
) -> None:
    other = {"member_actor": ActorFactory, "target_format": FormatFactory}[field]()
    assert "cannot follow “former”: a spell follows another of the same" in in_words(
        unsaved(successor, **{field: other})
    )
    assert by_name(unsaved(successor, **{field: other})) == "spells_follow_their_own_kind"
    assert by_name(unsaved(former, **{field: other})) == "spells_follow_their_own_kind"


@pytest.mark.parametrize("start", ["", "[..2020]", "2016", ".."])
def test_a_spell_follows_in_order_of_time(former: Membership, successor: Membership, start: str) -> None:
    assert in_words(unsaved(successor, start_edtf=start))
    assert by_name(unsaved(successor, start_edtf=start)) in (
        "spells_follow_in_order_of_time",
        "membership_must_not_end_before_it_starts",
    )


def test_the_former_cannot_move_past_its_successor(former: Membership, successor: Membership) -> None:
    for start in ("2020", "2019-06-01"):
        assert in_words(unsaved(former, start_edtf=start))
        assert by_name(unsaved(former, start_edtf=start)) in (
            "spells_follow_in_order_of_time",
            "membership_must_not_end_before_it_starts",
        )


def test_spells_do_not_follow_in_a_circle(former: Membership) -> None:
    assert "which follows it" in in_words(unsaved(former, follows=former))
    successor = following(former, slug="successor", start_edtf="2017", role="observer")
    assert "which follows it" in in_words(unsaved(former, follows=successor))
    assert by_name(unsaved(former, follows=successor)) == "spells_follow_in_order_of_time"


def test_what_is_followed_cannot_be_withdrawn_alone(former: Membership, successor: Membership) -> None:

    with pytest.raises(ValidationError, match="these still point at it: successor"):
        withdraw(row=former, reason="wrong")
    assert withdraw(row=former, reason="wrong", along=[successor, *successor.citations.all()])


def test_another_may_follow_once_the_successor_is_withdrawn(former: Membership, successor: Membership) -> None:
    withdraw(row=successor, reason="wrong")
    following(former, slug="right", start_edtf="2021")
    assert end(former) == (date(2020, 12, 31), date(2021, 12, 30))

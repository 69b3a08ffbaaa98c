"""Changesets: numbered without gaps, dated in order, one for each act, named after who did it."""

import select
import time
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from django.db import transaction

from apps.record.changesets import changeset, public_name
from apps.record.models import CURRENT, Changeset, Profile, Verb
from tests.databases import connected
from tests.factories import ActorFactory, ProfileFactory, SourceFactory, UserFactory
from tests.record.refusing import refused
from tests.record.tables import number, query


def write_and_fail(block: AbstractContextManager[Any]) -> None:
    with block:
        SourceFactory()
        raise ZeroDivisionError


@pytest.mark.django_db
def test_a_write_outside_opens_one_named_after_the_database_user() -> None:
    SourceFactory()
    opened = Changeset.objects.get()
    assert (opened.number, opened.author, opened.db_user) == (1, "eudefence_app", "eudefence_app")
    assert (opened.reason, opened.user_id) == ("", None)


@pytest.mark.django_db
def test_one_act_is_one_changeset_with_its_author_and_reason() -> None:
    profile = ProfileFactory(display_name="Jean Monnet")
    with changeset(reason="Founding", verb=Verb.SEED, user=profile.user) as opened:
        actor = ActorFactory()
    found = Changeset.objects.get()
    assert (found.number, opened.number) == (1, 1)
    assert (found.author, found.user_id, found.reason) == ("Jean Monnet", profile.user_id, "Founding")
    assert found.db_user == "eudefence_app"
    assert {(version.opened, version.verb) for version in actor.history.all()} == {(1, "seed")}


@pytest.mark.django_db
def test_renaming_a_user_alters_no_changeset() -> None:
    profile = ProfileFactory(display_name="Before")
    with changeset(reason="", verb=Verb.ADD, user=profile.user):
        SourceFactory()
    Profile.objects.update(display_name="After")
    assert Changeset.objects.get().author == "Before"
    assert public_name(profile.user) == "After"
    assert public_name(UserFactory(username="plain")) == "plain"


@pytest.mark.django_db
def test_a_block_that_changes_nothing_opens_none() -> None:
    source = SourceFactory()
    with changeset(reason="", verb=Verb.CORRECT) as opened:
        source.save()
    assert (opened.number, Changeset.objects.count()) == (None, 1)


@pytest.mark.django_db
def test_one_transaction_may_open_several_in_turn_and_a_block_within_joins() -> None:
    numbers = []
    for _ in range(3):
        with changeset(reason="outer", verb=Verb.ADD) as outer:
            SourceFactory()
            with changeset(reason="inner", verb=Verb.END):
                SourceFactory()
        numbers.append(outer.number)
    assert numbers == [1, 2, 3]
    assert set(Changeset.objects.values_list("reason", flat=True)) == {"outer"}


@pytest.mark.django_db
def test_a_rolled_back_number_is_used_again() -> None:
    with pytest.raises(ZeroDivisionError):
        write_and_fail(changeset(reason="", verb=Verb.ADD))
    with changeset(reason="", verb=Verb.ADD) as outer:
        with pytest.raises(ZeroDivisionError):
            write_and_fail(transaction.atomic())
        SourceFactory()
    assert outer.number == 1
    assert list(Changeset.objects.values_list("number", flat=True)) == [1]
    # Nothing of the block is left behind for what is written next.
    SourceFactory()
    assert Changeset.objects.get(number=2).author == "eudefence_app"


@pytest.mark.django_db
def test_instants_are_whole_milliseconds_and_strictly_increase() -> None:
    for _ in range(40):
        with changeset(reason="", verb=Verb.ADD):
            SourceFactory()
    instants = list(Changeset.objects.order_by("number").values_list("instant", flat=True))
    assert len(set(instants)) == 40
    assert instants == sorted(instants)
    assert all(instant.microsecond % 1000 == 0 for instant in instants)
    assert instants[-1] - instants[0] < timedelta(minutes=5)


@pytest.mark.django_db
def test_of_a_row_changed_twice_in_one_changeset_only_the_last_version_shows() -> None:
    with changeset(reason="", verb=Verb.ADD) as opened:
        source = SourceFactory(title="First")
        source.title = "Second"
        source.save()
    versions = source.history.order_by("history_id").values_list("title", "opened", "closed", "history_type")
    assert list(versions) == [("First", 1, 1, "+"), ("Second", 1, CURRENT, "~")]
    assert source.history.filter(opened__lte=opened.number, closed__gt=opened.number).get().title == "Second"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "before", "after", "verb"),
    [
        ("", False, False, "correct"),
        ("end", False, False, "end"),
        ("correct", False, True, "withdraw"),
        ("correct", True, False, "restore"),
        ("merge", True, True, "merge"),
    ],
)
def test_a_version_says_what_was_done(said: str, before: bool, after: bool, verb: str) -> None:
    source = SourceFactory(withdrawn=before, withdrawn_reason="because")
    query("select set_config('eudefence.verb', %s, true)", said)
    source.withdrawn, source.title = after, "Other"
    source.save()
    assert source.history.order_by("-history_id").values_list("verb", flat=True).first() == verb


def test_readers_are_told_after_the_commit_and_never_of_what_was_undone(own_db: str) -> None:
    with connected("reader") as reader:
        reader.execute("listen eudefence_changeset")
        with pytest.raises(ZeroDivisionError):
            write_and_fail(transaction.atomic())
        with transaction.atomic():
            SourceFactory()
            assert heard(reader, 0.2) == []
        assert heard(reader, 5) == ["1"]
        assert number() == 1


def heard(reader: psycopg.Connection[Any], seconds: float) -> list[str]:
    """The first notices within SECONDS."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        select.select([reader.fileno()], [], [], 0.05)
        if notices := [notice.payload for notice in reader.notifies(timeout=0)]:
            return notices
    return []


@pytest.mark.django_db
def test_locking_the_clock_makes_other_writers_wait() -> None:
    with connected("app") as other, other.transaction(force_rollback=True):
        other.execute("select record_begin()")
        query("set local lock_timeout = '100ms'")
        assert refused(SourceFactory).sqlstate == "55P03"

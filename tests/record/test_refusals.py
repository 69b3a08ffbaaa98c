"""Every refusal of the database is a sentence; what is no refusal stays an error."""

import threading
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from apps.record.actions import publish
from apps.record.models import Verb
from apps.record.refusals import BUSY, explain, explained
from apps.sources.models import Source
from tests.databases import connected
from tests.factories import ActorFactory, ClaimFactory, FormatFactory, LinkFactory, ReleaseFactory, SourceFactory
from tests.record.refusing import by_name, in_words, unsaved
from tests.record.tables import number, query


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["Poland", "-poland", "poland-", "po--land", "po land", "", "polen/x", "pölen"])
def test_slugs_are_lower_case_words_with_hyphens(slug: str) -> None:
    assert in_words(ActorFactory.build(slug=slug))
    assert by_name(ActorFactory.build(slug=slug)) == "actor_slug_is_lower_case_words_with_hyphens"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,x", "ftp://example.org/x", " https://x.org"]
)
def test_addresses_of_sources_are_http(url: str) -> None:
    for field in ("url", "archived_url"):
        assert in_words(SourceFactory.build(**{field: url})) if url != " https://x.org" else True
        assert by_name(SourceFactory.build(**{field: url})) == "source_address_is_http"


@pytest.mark.django_db
@pytest.mark.parametrize("status", ["proposed", "planned", "never-built"])
def test_what_is_never_in_force_has_no_period(status: str) -> None:
    for dates in ({"start_edtf": "2017"}, {"start_edtf": "", "end_edtf": "2019"}):
        assert "has no start and no end" in in_words(FormatFactory.build(status=status, **dates))
        assert by_name(FormatFactory.build(status=status, **dates)) == "format_never_in_force_has_no_period"
    FormatFactory(status=status, start_edtf="")


@pytest.mark.django_db
@pytest.mark.parametrize(("status", "ended"), [("ended", False), ("active", True), ("dormant", True)])
def test_status_and_mark_of_having_ended_go_together(status: str, ended: bool) -> None:
    thing = {"status": status, "ended": ended, "end_edtf": "2020"}
    assert "go together" in in_words(FormatFactory.build(**thing))
    assert by_name(FormatFactory.build(**thing)) == "format_status_ended_goes_with_ended"


@pytest.mark.django_db
def test_a_claim_has_one_subject_and_a_link_joins_two_things() -> None:
    thing = FormatFactory()
    both = {"subject_format": thing, "subject_actor": ActorFactory()}
    assert "Choose exactly one subject" in in_words(ClaimFactory.build(**both))
    assert by_name(ClaimFactory.build(**both)) == "claim_has_exactly_one_subject"
    assert by_name(ClaimFactory.build(subject_format=None)) == "claim_has_exactly_one_subject"
    itself = {"subject_format": thing, "object_format": thing, "object_actor": None}
    assert "two different things" in in_words(LinkFactory.build(**itself))
    assert by_name(LinkFactory.build(**itself)) == "a_link_joins_two_different_things"


@pytest.mark.django_db
def test_a_taken_slug_is_told_by_the_form_and_by_the_database_that_lost_the_race() -> None:
    SourceFactory(slug="paper")
    assert "Another record has this slug" in in_words(SourceFactory.build(slug="paper"))
    with (
        pytest.raises(ValidationError, match="Another record already has this slug: paper"),
        explained(),
        transaction.atomic(),
    ):
        SourceFactory(slug="paper")


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["Release 1", "2026..1", "A", ""])
def test_names_of_releases_are_short_and_plain(name: str) -> None:
    SourceFactory()
    assert by_name(ReleaseFactory.build(name=name, changeset_id=number())) == "release_name_is_short_and_plain"


@pytest.mark.django_db
def test_a_refused_publication_leaves_nothing_behind() -> None:
    good, bad = SourceFactory.build(slug="good"), SourceFactory.build(slug="Bad One")
    assert in_words(good, bad)
    assert not Source.objects.exists()
    assert number() == 0


@pytest.mark.django_db
def test_what_is_no_refusal_stays_an_error() -> None:
    with pytest.raises(DatabaseError, match="does not exist"), explained(), transaction.atomic():
        query("select * from nowhere")
    assert explain(DatabaseError("no diagnosis")) is None


def test_a_busy_database_is_told_apart_from_a_refusal(own_db: str) -> None:
    with connected("app") as other, other.transaction(force_rollback=True):
        other.execute("select record_begin()")
        connection.ensure_connection()
        query("set lock_timeout = '100ms'")
        with pytest.raises(ValidationError) as caught:
            publish(rows=[SourceFactory.build()], reason="", verb=Verb.ADD)
    assert caught.value.messages == [BUSY]


def test_of_two_who_publish_the_same_slug_at_once_one_is_told(own_db: str) -> None:
    outcomes: list[Any] = []
    gate = threading.Barrier(2)

    def attempt() -> None:
        gate.wait()
        try:
            outcomes.append(publish(rows=[SourceFactory.build(slug="paper")], reason="", verb=Verb.ADD))
        except ValidationError as error:
            outcomes.append(error.messages[0])
        finally:
            connection.close()

    for _ in range(5):
        query("select 1")
        threads = [threading.Thread(target=attempt) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert [outcome for outcome in outcomes if isinstance(outcome, int)] == [1]
    assert all("Another record" in outcome for outcome in outcomes if isinstance(outcome, str))
    assert len(outcomes) == 10


@pytest.mark.django_db
def test_correcting_back_to_what_was_refused_before_is_a_new_judgement() -> None:
    thing = FormatFactory(start_edtf="2017")
    assert in_words(unsaved(thing, end_edtf="2016"))
    assert publish(rows=[unsaved(thing, end_edtf="2018")], reason="", verb=Verb.CORRECT)

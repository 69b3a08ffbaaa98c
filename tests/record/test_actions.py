"""The one way of writing facts: validated, in one changeset, and never over somebody else's edit."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from apps.record.actions import EditConflict, lock, publish
from apps.record.models import Changeset, Verb
from tests.factories import ActorCitationFactory, ActorFactory, ProfileFactory, SourceFactory
from tests.record.tables import number

pytestmark = pytest.mark.django_db


def test_a_publication_is_one_changeset() -> None:
    user = ProfileFactory(display_name="Simone Veil").user
    source, actor = SourceFactory.build(), ActorFactory.build(slug="nato")
    rows = [source, actor, ActorCitationFactory.build(actor=actor, source=source)]
    assert publish(rows=rows, reason="Found it", verb=Verb.ADD, user=user) == 1
    found = Changeset.objects.get()
    assert (found.author, found.reason) == ("Simone Veil", "Found it")
    assert {version.opened for row in rows for version in row.history.all()} == {1}


def test_publishing_what_stands_already_opens_no_changeset() -> None:
    source = SourceFactory()
    assert publish(rows=[source], reason="", verb=Verb.CORRECT) is None
    assert number() == 1


def test_an_edit_of_what_somebody_else_changed_is_told_who_when_and_why() -> None:
    source = SourceFactory()
    source.title = "Theirs"
    publish(rows=[source], reason="a better title", verb=Verb.CORRECT)
    with pytest.raises(EditConflict) as caught, transaction.atomic():
        lock(source, version=1)
    (message,) = caught.value.messages
    assert re.search(r"changed meanwhile by .+, in changeset 2 at \d\d:\d\d on .* \(a better title\)", message)


def test_an_edit_of_what_nobody_changed_gets_the_row() -> None:
    source = SourceFactory(title="Ours")
    assert lock(source, version=1).title == "Ours"


@pytest.mark.parametrize("text", ["2021-24", "2021/2022", "May", "[..]", "2021-02-30"])
def test_a_date_that_is_none_is_refused_by_name_and_with_the_field(text: str) -> None:
    with pytest.raises(ValidationError) as caught:
        publish(rows=[ActorFactory.build(start_edtf=text)], reason="", verb=Verb.ADD)
    assert f"Not a date: “{text}”" in caught.value.message_dict["start_edtf"][0]


@pytest.mark.parametrize("field", ["asserted_start", "asserted_end"])
def test_what_a_source_asserts_is_a_date_as_well(field: str) -> None:
    citation = ActorCitationFactory.build(actor=ActorFactory(), source=SourceFactory(), **{field: "spring 2021"})
    with pytest.raises(ValidationError, match="Not a date"):
        publish(rows=[citation], reason="", verb=Verb.ADD)

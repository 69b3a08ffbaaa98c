"""A reader's suggestion reaches the desk, changes nothing published, and cannot flood it."""

from collections.abc import Iterator

import pytest
from django.test import Client

from apps.curation.models import Suggestion
from apps.curation.suggestions import MOST_OF_ONE
from tests.databases import clone

ABOUT = "/suggest/?about=memberships/poland-eurocorps-framework-nation"


@pytest.fixture
def reader(seeded: str) -> Iterator[Client]:
    """Somebody with a browser, at a seeded database of the test's own."""
    with clone(f"{seeded}_suggestions"):
        yield Client(headers={"host": "localhost"})


def test_what_a_reader_writes_arrives(reader: Client) -> None:
    assert "Poland" in reader.get(ABOUT).content.decode()
    response = reader.post(ABOUT, {"text": "It was 2022.", "source": "Wikipedia", "contact": ""})
    assert "Thank you" in response.content.decode()
    (suggestion,) = Suggestion.objects.all()
    assert (suggestion.resource, suggestion.slug) == ("memberships", "poland-eurocorps-framework-nation")
    assert (suggestion.text, suggestion.source, suggestion.is_done) == ("It was 2022.", "Wikipedia", False)
    assert "127.0.0.1" not in suggestion.sender


def test_an_empty_one_is_refused_and_keeps_the_rest(reader: Client) -> None:
    response = reader.post(ABOUT, {"text": " ", "source": "A book"})
    assert response.status_code == 400
    assert "Say what is wrong" in response.content.decode()
    assert 'value="A book"' in response.content.decode()
    assert not Suggestion.objects.exists()


def test_too_many_are_refused_and_nothing_typed_is_lost(reader: Client) -> None:
    for _ in range(MOST_OF_ONE):
        assert reader.post(ABOUT, {"text": "Once more."}).status_code == 200
    late = reader.post(ABOUT, {"text": "And again."})
    assert late.status_code == 429
    assert late["Retry-After"]
    assert "And again." in late.content.decode()
    assert Suggestion.objects.count() == MOST_OF_ONE


def test_what_only_a_program_fills_in_is_dropped(reader: Client) -> None:
    assert reader.post(ABOUT, {"text": "Buy!", "website": "https://example.org"}).status_code == 200
    assert not Suggestion.objects.exists()


@pytest.mark.parametrize("about", ["", "formats", "planets/mars", "formats/atlantis", "changesets/1"])
def test_there_is_nothing_to_correct_where_there_is_no_record(reader: Client, about: str) -> None:
    assert reader.get(f"/suggest/?about={about}").status_code == 400


def test_a_form_from_elsewhere_is_refused(seeded: str) -> None:
    assert Client(headers={"host": "localhost"}, enforce_csrf_checks=True).post(ABOUT, {"text": "x"}).status_code == 403

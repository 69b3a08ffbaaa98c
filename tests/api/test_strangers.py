"""A slug that nothing ever had is a slip, and refused; whatever else finds nothing is an answer."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from apps.chronicle.parameters import filters
from apps.chronicle.resources import RESOURCES
from tests.api.asking import get, refused
from tests.api.test_promise import follow, take_back
from tests.databases import clone

NAMING = [
    (name, parameter)
    for name, resource in RESOURCES.items()
    for parameter, column in filters(resource)
    if resource.remembered and (column == "slug" or column.endswith("_slug"))
]
NORWAY = "norway-edf-member"


@pytest.fixture
def seeded_copy(seeded: str) -> Iterator[str]:
    """A seeded database of the test's own, in which it may commit."""
    with clone(f"{seeded}_strangers") as name:
        yield name


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize(("name", "parameter"), NAMING)
def test_every_filter_by_slug_refuses_what_nothing_was_ever_called_by_name(name: str, parameter: str) -> None:
    status, problem = refused(f"{name}/?{parameter}=polnad")
    assert (status, [each["parameter"] for each in problem["errors"]]) == (400, [parameter])
    assert "“polnad”" in problem["detail"]


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize(
    ("address", "parameter", "near"),
    [
        ("memberships/?actor=polnad", "actor", "“poland”"),
        ("memberships/?actor=uk&valid_at=2020-01-01", "actor", "“united-kingdom”"),
        ("memberships/?target=eurocorp,atlantis", "target", "“eurocorps”"),
        ("memberships.csv?actor=polnad", "actor", "“poland”"),
        ("memberships.ndjson?actor=polnad", "actor", "“poland”"),
        ("memberships.jsonld?actor=polnad", "actor", "“poland”"),
        ("matrix/?actor=polnad", "actor", "“poland”"),
        ("overlaps/?formats=e5,eurocorps&actor=polnad", "actor", "“poland”"),
        ("conflicts/?subject=pesko", "subject", "“pesco”"),
        ("citations/?source=xyzzy", "source", "/api/v1/sources/?q="),
        ("memberships/?slug=xyzzy", "slug", "/api/v1/memberships/?q="),
    ],
)
def test_the_refusal_names_what_is_most_like_it_or_where_to_look(address: str, parameter: str, near: str) -> None:
    status, problem = refused(address)
    assert status == 400
    assert all(each["parameter"] == parameter for each in problem["errors"])
    assert any(near in each["detail"] for each in problem["errors"])


@pytest.mark.usefixtures("seeded")
def test_what_is_known_and_finds_nothing_is_an_empty_answer() -> None:
    for address in ("memberships/?actor=poland&known_at=2001-01-01T00:00:00Z", "claims/?subject=teu-46&holds=false"):
        assert get(address)["results"] == []
    assert get("matrix/?actor=poland&valid_at=1900-01-01")["cells"] == []


@pytest.mark.usefixtures("seeded")
def test_an_answer_with_rows_asks_nothing_more(statements: list[Any]) -> None:
    def taken(address: str) -> int:
        before = len(statements)
        assert get(address)["results"]
        return len(statements) - before

    taken("memberships/?actor=poland")  # names are looked up once
    assert taken("memberships/?actor=poland,polnad") == taken("memberships/?actor=poland")


@pytest.mark.usefixtures("seeded")
def test_however_many_are_unknown_each_is_named_and_few_are_guessed(statements: list[Any]) -> None:
    def taken(address: str) -> tuple[int, int]:
        before = len(statements)
        return len(refused(address)[1]["errors"]), len(statements) - before

    taken("memberships/?actor=a1")
    (three, few), (fifty, many) = (
        taken(f"memberships/?actor={','.join(f'polnad-{n}' for n in range(count))}") for count in (3, 50)
    )
    assert (three, fifty) == (3, 50)
    assert few == many


def test_what_is_withdrawn_or_not_known_yet_finds_nothing_for_ever(seeded_copy: str) -> None:
    assert refused(f"citations/?subject={NORWAY}")[0] == 400
    before = get("actors/?page_size=1")["basis"]["changeset"]
    follow()
    assert get(f"citations/?subject={NORWAY}")["results"]
    assert get(f"citations/?subject={NORWAY}&known_at=changeset:{before}")["results"] == []
    take_back()
    assert get(f"memberships/?slug={NORWAY}&standing=all")["results"] == []


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("page", ["/memberships/?actor=polnad", "/matrix/?actor=polnad", "/matrix.csv?actor=polnad"])
def test_pages_refuse_it_in_the_same_words(page: str) -> None:
    response = Client(headers={"host": "localhost"}).get(page)
    assert response.status_code == 400
    assert "Did you mean “poland”?" in response.content.decode()

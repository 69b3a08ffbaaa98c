"""Whoever names the changeset they wrote never gets anything older."""

import pytest
from django.test import Client

from tests.api.asking import API, get, refused, sql


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize(
    "address", ["formats/", "formats/eurocorps/", "matrix/", "changes/", "changesets/", "formats.csv"]
)
def test_an_answer_is_of_the_changeset_asked_for_or_there_is_none(address: str) -> None:
    (newest,) = sql("select max(number) from eudefence.changeset")
    client = Client(headers={"host": "localhost"})
    found = client.get(f"{API}{address}?min_changeset={newest}")
    assert (found.status_code, found["Eudefence-Changeset"]) == (200, str(newest))
    found.close()  # a whole set that nobody reads to its end holds a slot of those who come later
    early = client.get(f"{API}{address}?min_changeset={newest + 1}")
    assert (early.status_code, early["Retry-After"]) == (412, "1")
    assert str(newest) in early.json()["detail"]


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize(
    "query", ["min_changeset=x", "min_changeset=-1", "min_changeset=٣", "min_changeset=1&known_at=changeset:2"]
)
def test_what_is_no_number_or_contradicts_itself_is_refused(query: str) -> None:
    status, problem = refused(f"formats/?{query}")
    assert (status, [each["parameter"] for each in problem["errors"]]) == (400, ["min_changeset"])


@pytest.mark.usefixtures("seeded")
def test_the_next_page_asks_for_its_own_changeset_only() -> None:
    assert "min_changeset" not in get("memberships/?page_size=1&min_changeset=1")["next"]

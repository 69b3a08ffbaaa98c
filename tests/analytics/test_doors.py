"""The promise: for the same two clocks every door gives the same rows."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.chronicle.resources import RESOURCES
from tests.analytics.doors import DOORS
from tests.api.asking import get

REMEMBERED = [name for name, resource in RESOURCES.items() if resource.remembered]
DAYS = st.dates(date(1945, 1, 1), date(2030, 12, 31)) | st.dates(date(2015, 1, 1), date(2026, 6, 30))
EXAMPLES = [6, pytest.param(100, marks=pytest.mark.slow)]


@pytest.mark.usefixtures("curated")
@pytest.mark.parametrize("examples", EXAMPLES)
@pytest.mark.parametrize("name", REMEMBERED)
def test_every_door_gives_the_same_rows_for_the_same_two_clocks(name: str, examples: int) -> None:
    resource = RESOURCES[name]
    newest = get("changesets/?page_size=1")["basis"]["changeset"]

    @settings(max_examples=examples, deadline=None, derandomize=examples < 100, suppress_health_check=list(HealthCheck))
    @given(day=DAYS | st.none() if resource.dated else st.none(), changeset=st.integers(0, newest))
    def ask(day: date | None, changeset: int) -> None:
        answers = {door: asked(resource, day, changeset) for door, asked in DOORS.items()}
        for door, rows in answers.items():
            assert rows == answers["REST"], f"{door} answers otherwise than REST"

    ask()


@pytest.mark.usefixtures("curated")
def test_the_doors_are_asked_about_rows_that_differ() -> None:
    memberships = RESOURCES["memberships"]
    days = [len(DOORS["REST"](memberships, day, 9)) for day in (date(1950, 1, 1), date(2021, 6, 30), None)]
    assert 0 < days[0] < days[1] < days[2]

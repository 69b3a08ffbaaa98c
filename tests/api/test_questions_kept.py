"""What all questions across rooms keep: refusals by name, and few queries."""

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from apps.api.questions import QUESTIONS
from apps.chronicle.difference import BATCH, TOUCHED
from tests.api.asking import get, refused

ANY = {
    "conflicts": "conflicts/?",
    "matrix": "matrix/?valid_at=2026-06-01",
    "compare": "compare/?from=2016-01-01&to=2026-06-01&standing=all",
    "diff": "diff/?known_from=changeset:0",
    "overlaps": "overlaps/?valid_at=2021-06-30&formats=e5,eurocorps,pesco-military-mobility,nato",
    "timeline": "timeline/?",
}


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize(
    ("address", "parameter"),
    [
        *((f"{address}&colour=red", "colour") for address in ANY.values()),
        *((f"{address}&known_at=soon", "known_at") for name, address in ANY.items() if name != "diff"),
        ("conflicts/?edge=middle", "edge"),
        ("conflicts/?subject_kind=planet", "subject_kind"),
        ("matrix/?valid_at=today", "valid_at"),
        ("matrix/?valid_from=2020-01-01", "valid_from"),
        ("matrix/?standing=sitting", "standing"),
        ("matrix/?role=king", "role"),
        ("compare/?from=2020-01-01", "to"),
        ("compare/?from=2020-01-01&to=2020-01-01", "to"),
        ("compare/?from=2020&to=2021-01-01", "from"),
        ("diff/", "known_from"),
        ("diff/?known_from=soon", "known_from"),
        ("diff/?known_from=changeset:1&known_to=changeset:99", "known_to"),
        ("diff/?known_from=changeset:2&known_to=changeset:1", "known_to"),
        ("overlaps/?valid_at=2020-01-01", "formats"),
        ("overlaps/?formats=a,b,c,d,e,f,g,h,i", "formats"),
        ("overlaps/?formats=e5,atlantis", "formats"),
        ("overlaps/?formats=E5", "formats"),
        ("timeline/?certainty=certain", "certainty"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(address: str, parameter: str) -> None:
    status, problem = refused(address)
    assert (status, [error["parameter"] for error in problem["errors"]]) == (400, [parameter])


@pytest.mark.usefixtures("seeded")
def test_the_root_lists_every_question() -> None:
    assert set(QUESTIONS) == set(ANY)
    assert set(ANY) <= set(get(""))


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize(
    ("few", "many"),
    [
        ("conflicts/?subject_kind=membership", "conflicts/?subject_kind=claim"),
        ("matrix/?valid_at=1995-01-01", "matrix/?valid_at=2026-06-01&standing=all"),
        (
            "compare/?from=2021-05-01&to=2021-06-01&known_at=release:paper",
            "compare/?from=1990-01-01&to=2026-01-01&known_at=release:paper",
        ),
        ("diff/?known_from=changeset:1&known_to=changeset:1", "diff/?known_from=changeset:0&known_to=changeset:2"),
        ("overlaps/?formats=e5", "overlaps/?formats=e5,eurocorps,nato,safe,edf,pesco,csdp,european-union"),
        ("timeline/?valid_at=1995-01-01", "timeline/?"),
    ],
)
def test_a_longer_answer_takes_no_more_queries(few: str, many: str) -> None:
    counts = []
    for address in (few, many):
        with CaptureQueriesContext(connections["reader"]) as captured:
            get(address)
        counts.append(len(captured))
    by_batch = 4 * batches(2) if few.startswith("diff") else 0  # pinned and read, before and after
    assert counts[0] <= counts[1] <= counts[0] + by_batch


def batches(number: int) -> int:
    """In how many pieces the changes up to a changeset are read: by resource, some hundred records at a time."""
    with connections["reader"].cursor() as cursor:
        cursor.execute(TOUCHED, [0, number])
        return sum(-(-len(slugs) // BATCH) for _, slugs in cursor.fetchall())

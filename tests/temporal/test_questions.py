"""Querysets answer questions about days and intervals as the brute-force model does, on a real table."""

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest

from apps.dossier.models import Claim
from tests.factories import ClaimFactory, DossierCitationFactory, FormatFactory, SourceFactory
from tests.temporal.periods import Bounds, Period
from tests.temporal.spans import LENGTH, day, interval, period, start_text

pytestmark = pytest.mark.django_db
BOUNDS: list[Bounds] = [(5, 5), (5, 9), (9, 9), (9, 15), (15, 15), (None, 5), (None, 12), (5, None), (12, None)]
STARTS: list[Any] = ["", "..", *BOUNDS]
ENDS: list[Any] = ["", *BOUNDS]
EDGES = [None, 0, 4, 5, 6, 9, 10, 12, 13, 15, 16, LENGTH]


@pytest.fixture(scope="module")
def models() -> dict[str, Period]:
    found = {f"claim-{n}": (start, end) for n, (start, end) in enumerate(product(STARTS, ENDS))}
    models = {slug: period(start, end) for slug, (start, end) in found.items()}
    return {slug: model for slug, model in models.items() if model.choices()}


@pytest.fixture
def claims(models: dict[str, Period]) -> Iterator[dict[str, Period]]:
    """One claim for each way of starting and ending that is no contradiction."""
    subject, source = FormatFactory(), SourceFactory()
    texts = {f"claim-{n}": pair for n, pair in enumerate(product(STARTS, ENDS))}
    rows = [
        ClaimFactory.build(
            slug=slug,
            subject_format=subject,
            start_edtf=start_text(texts[slug][0]),
            end_edtf=start_text(texts[slug][1]),
        )
        for slug in models
    ]
    Claim.objects.bulk_create(rows)
    citations = [DossierCitationFactory.build(claim=row, source=source) for row in rows]
    type(citations[0]).objects.bulk_create(citations)
    return models


def answers(rows: Any) -> dict[str, str]:
    return dict(rows.values_list("slug", "certainty"))


def expected(models: dict[str, Period], first: int, last: int, without_none: bool = False) -> dict[str, str]:
    found = {slug: model.certainty(first, last) for slug, model in models.items()}
    return {slug: answer for slug, answer in found.items() if not without_none or answer != "none"}


def test_valid_at_tells_what_is_certain_and_what_is_possible_on_a_day(claims: dict[str, Period]) -> None:
    for number in range(LENGTH + 1):
        assert answers(Claim.objects.certainty_at(day(number))) == expected(claims, number, number)
        assert answers(Claim.objects.valid_at(day(number))) == expected(claims, number, number, without_none=True)


def test_valid_between_tells_what_meets_an_interval_by_the_bounds(claims: dict[str, Period]) -> None:
    for first, past in product(EDGES, EDGES):
        if first is not None and past is not None and first >= past:
            continue
        edges = [None if edge is None else day(edge) for edge in (first, past)]
        days = interval(first, past)
        assert answers(Claim.objects.certainty_between(*edges)) == expected(claims, *days), (first, past)
        assert answers(Claim.objects.valid_between(*edges)) == expected(claims, *days, without_none=True), (first, past)


def test_what_falls_on_an_unknown_day_of_june_is_certain_to_touch_the_year() -> None:
    ClaimFactory(slug="in-june", start_edtf="[2020-06-01..2020-06-30]", end_edtf="[2020-06-01..2020-06-30]")
    assert answers(Claim.objects.certainty_between(day(0), day(366))) == {"in-june": "certain"}
    assert answers(Claim.objects.certainty_at(day(160))) == {"in-june": "possible"}


def test_what_is_never_in_force_meets_no_day_and_no_interval() -> None:
    FormatFactory(slug="idea", status="proposed", start_edtf="")
    rows = FormatFactory._meta.model.objects
    assert answers(rows.certainty_at(day(0))) == answers(rows.certainty_between(None, None)) == {"idea": "none"}
    assert answers(rows.valid_at(day(0))) == answers(rows.valid_between(None, None)) == {}

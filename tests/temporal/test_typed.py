"""People may type a few dates in words, and see what was understood; the database judges the rest."""

import calendar
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from apps.temporal.fields import EdtfField, refused, validate_edtf
from apps.temporal.typed import understand


@pytest.mark.parametrize(
    ("typed", "understood"),
    [
        ("May 2025", "2025-05"),
        ("20 December 2021", "2021-12-20"),
        ("20 Dec 2021", "2021-12-20"),
        ("  1 march 1999 ", "1999-03-01"),
        ("2021", "2021"),
        ("", ""),
        ("..", ".."),
        (" [1992..2021] ", "[1992..2021]"),
        ("around 2019", "around 2019"),
        ("12/05/2021", "12/05/2021"),
        ("De 2021", "De 2021"),
        ("Decem 2021", "Decem 2021"),
        ("December 20, 2021", "December 20, 2021"),
        ("31 February 2021", "2021-02-31"),
    ],
)
def test_dates_in_words_that_cannot_be_misread(typed: str, understood: str) -> None:
    assert understand(typed) == understood


@given(st.dates())
def test_every_day_and_month_can_be_written_in_words(day: object) -> None:
    for name in (calendar.month_name, calendar.month_abbr):
        words = f"{name[day.month]} {day.year:04}"  # type: ignore[attr-defined]
        assert understand(words) == day.isoformat()[:7]  # type: ignore[attr-defined]
        assert understand(f"{day.day} {words}") == day.isoformat()  # type: ignore[attr-defined]


@given(st.text(max_size=30))
def test_understanding_never_fails_and_changes_nothing_twice(typed: str) -> None:
    assert understand(understand(typed)) == understand(typed)


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["spring 2021", "2021-24", "2021/2022", "2021-02-30", "2021\0", "\ud800"])
def test_a_form_says_what_was_wrong_with_a_date(text: str) -> None:
    with pytest.raises(ValidationError):
        validate_edtf(text)


@pytest.mark.django_db
def test_a_form_field_understands_words_and_a_refusal_names_the_text() -> None:
    field = EdtfField().formfield()
    assert field.clean("20 Dec 2021") == "2021-12-20"
    with pytest.raises(ValidationError, match=r"Not a date: “2021-02-31”\. Write it like"):
        EdtfField().clean(field.clean("31 February 2021"), None)


@pytest.mark.django_db
def test_many_texts_are_asked_about_at_once(django_assert_num_queries: Any) -> None:
    texts = ["1871-03", "1871-13", "soon", "1871\0", ""]
    with django_assert_num_queries(1):
        found = refused(texts)
    assert set(found) == {"1871-13", "soon", "1871\0"}
    assert "Not a date: “soon”" in found["soon"]
    with django_assert_num_queries(0):
        validate_edtf("1871-03")

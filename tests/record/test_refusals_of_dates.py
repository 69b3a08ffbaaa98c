"""Every column that holds a date refuses, in raw SQL too, what is none."""

from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from apps.temporal.fields import EdtfField
from tests.factories.registry import factory_of

COLUMNS = [
    pytest.param(model, field.column, id=f"{model._meta.label_lower}.{field.column}")
    for model in apps.get_models()
    if not model.__name__.startswith("Historical")
    for field in model._meta.concrete_fields
    if isinstance(field, EdtfField)
]


@pytest.mark.django_db
@pytest.mark.parametrize(("model", "column"), COLUMNS)
@pytest.mark.parametrize("text", ["in spring", "2021-13", "2021-02-31", "2021/2022", "soon"])
def test_text_that_is_no_date_is_refused_with_the_text(model: Any, column: str, text: str) -> None:
    row = factory_of(model)()
    with pytest.raises(DatabaseError) as refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f'update {model._meta.db_table} set "{column}" = %s where id = %s', [text, row.pk])
    assert f"Not a date: “{text}”" in str(refusal.value)


def test_there_are_dates_to_refuse() -> None:
    assert len(COLUMNS) > 20

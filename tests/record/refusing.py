"""Each refusal has two faces: a constraint for whoever writes SQL, a sentence for whoever fills in a form."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from apps.record.actions import publish
from apps.record.models import Verb


def in_words(*rows: Any) -> str:
    """What `publish` says of ROWS, which it refuses, leaving nothing written."""
    with pytest.raises(ValidationError) as caught:
        publish(rows=rows, reason="a test", verb=Verb.ADD)
    return " ".join(caught.value.messages)


def by_name(*rows: Any) -> str:
    """The constraint that refuses ROWS, saved without asking anybody; unnamed refusals give their SQLSTATE."""
    diagnosis = refused(lambda: [row.save() for row in rows])
    return str(diagnosis.constraint_name or diagnosis.sqlstate)


def refused(work: Callable[[], Any]) -> Any:
    """What the database says of WORK, which it refuses at once or at commit; nothing of it stays."""
    with pytest.raises(DatabaseError) as caught:
        attempt(work)
    return caught.value.__cause__.diag  # type: ignore[union-attr]


def attempt(work: Callable[[], Any]) -> None:
    with transaction.atomic():
        work()
        connection.check_constraints()


def unsaved(row: Any, **changes: Any) -> Any:
    """ROW as it is in the database, with CHANGES that are not saved yet."""
    row.refresh_from_db()
    for field, value in changes.items():
        setattr(row, field, value)
    return row

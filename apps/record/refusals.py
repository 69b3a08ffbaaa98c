"""What the database refuses, in sentences for people."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection

# Refusals that are not a matter of what was entered.
LOCKED = "55P03"
BUSY = "Somebody else is writing at this moment, an import perhaps. Nothing was lost; save again in a moment."
# A race for a slug: the form's own check saw it free.
TAKEN = "23505"
KEY = re.compile(r"Key \((.+?)\)=\((.*)\) already exists")
# Raised by our own functions, whose message is the sentence.
OWN_SENTENCE = ("22007", "23503", "23514")


@contextmanager
def explained() -> Iterator[None]:
    """Turn what the database refuses into a ValidationError; let everything else through."""
    try:
        yield
    except DatabaseError as error:
        sentence = explain(error)
        if sentence is None:
            raise
        raise ValidationError(sentence, code="refused") from error


def check_deferred() -> None:
    """Have the constraints that wait for the commit speak now."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")


def explain(error: DatabaseError) -> str | None:
    """The sentence for a refusal, or None where it is no refusal of ours."""
    diagnosis = getattr(error.__cause__, "diag", None)
    if diagnosis is None:
        return None
    if diagnosis.sqlstate == LOCKED:
        return BUSY
    known = sentences().get(diagnosis.constraint_name or "")
    if known is None and diagnosis.sqlstate == TAKEN and (key := KEY.match(diagnosis.message_detail or "")):
        known = f"Another record already has this {key[1].replace('_', ' ')}: {key[2]}."
    if known is None and diagnosis.sqlstate in OWN_SENTENCE and not _is_plain(diagnosis):
        known = diagnosis.message_primary
    return known


def _is_plain(diagnosis: Any) -> bool:
    """PostgreSQL's own wording of a violated constraint, which is not for people."""
    return "violates" in (diagnosis.message_primary or "")


@cache
def sentences() -> dict[str, str]:
    """Each constraint of the models, with its sentence for people."""
    constraints = (c for model in apps.get_models() for c in model._meta.constraints)
    return {c.name: str(c.violation_error_message) for c in constraints}

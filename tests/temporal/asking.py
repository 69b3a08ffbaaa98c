"""The database's own functions, called as a test calls a function."""

from datetime import date
from typing import Any

from django.db import connection, transaction


def call(function: str, *arguments: Any) -> Any:
    """FUNCTION(arguments); what it refuses undoes nothing else."""
    places = ", ".join(["%s"] * len(arguments))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"select {function}({places})", arguments)
        return cursor.fetchone()[0]


def edges(text: str) -> tuple[date | None, date | None]:
    return call("edtf_earliest", text), call("edtf_latest", text)

"""Asking the API, and the same of SQL, as their users do."""

from typing import Any

from django.conf import settings
from django.test import Client

from tests.databases import connected

API = "/api/v1/"
# The newest changeset after seeding: each folder of fixtures is one.
SEEDED = sum(path.is_dir() for path in settings.FIXTURES.iterdir())


def get(address: str) -> dict[str, Any]:
    """The JSON at an address below the API's root; it must answer 200."""
    response = Client(headers={"host": "localhost"}).get(API + address)
    assert response.status_code == 200, response.content.decode()
    answer: dict[str, Any] = response.json()
    return answer


def refused(address: str) -> tuple[int, dict[str, Any]]:
    """The status and the problem at an address that is refused."""
    response = Client(headers={"host": "localhost"}).get(API + address)
    assert response["Content-Type"] == "application/problem+json"
    return response.status_code, response.json()


def certainties(address: str, key: str = "actor") -> dict[str, str | None]:
    """Slug of the linked thing (or of the row) and its certainty, for each row of a list."""
    return {(row[key] if key == "slug" else row[key]["slug"]): row["certainty"] for row in get(address)["results"]}


def sql(query: str, *arguments: Any, known: str = "") -> list[Any]:
    """Rows as the analyst's login gets them, as KNOWN at some time: single values where there is one column."""
    with connected("analyst") as connection:
        pin = "select set_config('eudefence.pin', eudefence.changeset_at(nullif(%s, ''))::text, false)"
        connection.execute(pin, [known])
        rows = connection.execute(query.encode(), arguments).fetchall()
    return [row[0] if len(row) == 1 else row for row in rows]


def slugs(rows: list[dict[str, Any]]) -> list[str]:
    return [row["slug"] for row in rows]

"""The doors to the record, each asked the same: rows of a resource on a day, as known at a changeset.

A door gives rows by their keys, with the columns of the relation as JSON has them. Another door, such as the files of a
release, is one more function in DOORS.
"""

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from apps.chronicle.resources import Resource
from apps.chronicle.shapes import plain
from tests.api.asking import API, get
from tests.databases import connected

Rows = dict[str, dict[str, Any]]
Door = Callable[[Resource, date | None, int], Rows]
UNTOLD = ("possibly", "certainly", "iso_alpha2", "iso_alpha3")  # only SQL has these


def rest(resource: Resource, day: date | None, changeset: int) -> Rows:
    asked = {"known_at": f"changeset:{changeset}", "page_size": 500}
    asked |= {"valid_at": str(day)} if day else {}
    asked |= {"standing": "all"} if resource.standing else {}
    found: list[dict[str, Any]] = []
    following: str | None = f"{resource.name}/?{urlencode(asked)}"
    while following:
        answer = get(following.removeprefix(API))
        found, following = found + answer["results"], answer["next"]
    return {row["slug"]: _flat(resource, row) for row in found}


def session(resource: Resource, day: date | None, changeset: int) -> Rows:
    settings = {"valid_at": str(day or ""), "known_at": f"changeset:{changeset}"}
    return _sql(f"select * from eudefence.{resource.relation}", settings)


def function(resource: Resource, day: date | None, changeset: int) -> Rows:
    wanted = f"date '{day}'" if day else "null"
    return _sql(f"select * from eudefence.{resource.relation}_at({wanted}, 'changeset:{changeset}')", {})


DOORS: dict[str, Door] = {"REST": rest, "a session of SQL": session, "a function of SQL": function}


def _sql(query: str, settings: dict[str, str]) -> Rows:
    with connected("analyst") as analyst:
        for name, value in settings.items():
            analyst.execute(f"set eudefence.{name} = '{value}'".encode())
        cursor = analyst.execute(query.encode())
        names = [column.name for column in cursor.description or ()]
        rows = [{n: _json(v) for n, v in zip(names, row, strict=True) if n not in UNTOLD} for row in cursor]
    return {row["slug"]: row for row in rows}


def _json(value: Any) -> Any:
    return str(value) if isinstance(value, date) else plain(value)


def _flat(resource: Resource, row: dict[str, Any]) -> dict[str, Any]:
    """A row of REST with a link's parts in columns of their own, as SQL has them; addresses are REST's only."""
    flat: dict[str, Any] = {}
    for key, value in row.items():
        if key in resource.links or key in resource.link_lists:
            for part in ("slug", "name", "kind"):
                flat[f"{key}_{part}"] = _part(value, part)
        else:
            flat[key] = value
    fixed = {f"{key}_kind" for key, kind in {**resource.links, **resource.link_lists}.items() if kind}
    return {
        key: value for key, value in flat.items() if key not in fixed and key != ("self" if "self" in row else "url")
    }


def _part(value: Any, part: str) -> Any:
    return [each[part] for each in value] if isinstance(value, list) else value and value[part]

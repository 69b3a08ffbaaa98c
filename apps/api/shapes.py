"""The shape of a row in JSON: links as objects, everything else as it stands in SQL."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from apps.chronicle.questions import Row
from apps.chronicle.resources import BY_KIND, Resource

BASE = "/api/v1"


def shape(resource: Resource, row: Row) -> dict[str, Any]:
    """ROW as the API shows it. Its own address is `url`, except on sources, where that is the work's."""
    shaped: dict[str, Any] = {}
    for name, value in row.items():
        key = name.removesuffix("_slug")
        if key in resource.links:
            shaped[key] = _link(row, key, resource.links[key])
        elif key in resource.link_lists:
            shaped[key] = _links(row, key, resource.link_lists[key])
        elif not _is_part_of_a_link(resource, name):
            shaped[name] = _plain(value)
    if resource.dated:
        shaped.setdefault("certainty", None)
    own_address = {"self" if "url" in row else "url": address(resource, row[resource.key])}
    return {resource.key: row[resource.key]} | own_address | shaped


def instant(moment: datetime) -> str:
    """RFC 3339, in UTC, to the millisecond: the precision of the clock."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def address(resource: Resource, key: Any) -> str:
    return f"{BASE}/{resource.name}/{key}/"


def _link(row: Row, key: str, kind: str | None) -> dict[str, Any] | None:
    slug = row[f"{key}_slug"]
    return None if slug is None else _object(slug, row[f"{key}_name"], kind or row[f"{key}_kind"])


def _links(row: Row, key: str, kind: str | None) -> list[dict[str, Any]]:
    slugs, names = row[f"{key}_slug"], row[f"{key}_name"]
    kinds = [kind] * len(slugs) if kind else row[f"{key}_kind"]
    return [_object(*each) for each in zip(slugs, names, kinds, strict=True)]


def _object(slug: str, name: str, kind: str) -> dict[str, Any]:
    return {"slug": slug, "name": name, "kind": kind, "url": address(BY_KIND[kind], slug)}


def _is_part_of_a_link(resource: Resource, name: str) -> bool:
    """Names and kinds stand in the link; the kind stays beside it too where each row has its own."""
    key, _, part = name.rpartition("_")
    if part == "name":
        return key in resource.links or key in resource.link_lists
    return part == "kind" and key in resource.link_lists


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value

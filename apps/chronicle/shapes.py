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
        shown = key(resource, name)
        if shown in resource.links:
            shaped[shown] = _link(row, shown, resource.links[shown])
        elif shown in resource.link_lists:
            shaped[shown] = _links(row, shown, resource.link_lists[shown])
        elif not _is_part_of_a_link(resource, name):
            shaped[name] = plain(value)
    if resource.dated:
        shaped.setdefault("certainty", None)
    own_address = {"self" if "url" in row else "url": address(resource, row[resource.key])}
    return {resource.key: row[resource.key]} | own_address | shaped


def keys(resource: Resource) -> list[str]:
    """The keys of every row that `shape` gives, in their order."""
    found = [resource.key, "self" if resource.has("url") else "url"]
    for name in selected(resource):
        if key(resource, name) not in found and not _is_part_of_a_link(resource, name):
            found.append(key(resource, name))
    return found


def selected(resource: Resource) -> list[str]:
    """The columns of a row, in their order, as every answer has them."""
    names = [column.name for column in resource.columns if column.name not in ("possibly", "certainly")]
    return [*names, *(["certainty"] if resource.dated else [])]


def key(resource: Resource, column: str) -> str:
    """The key under which a column is shown: a link's own, else the column's."""
    name = column.removesuffix("_slug")
    return name if name in resource.links or name in resource.link_lists else column


def instant(moment: datetime) -> str:
    """RFC 3339, in UTC, to the millisecond: the precision of the clock."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def address(resource: Resource, key: Any) -> str:
    return f"{BASE}/{resource.name}/{key}/"


def _link(row: Row, name: str, kind: str | None) -> dict[str, Any] | None:
    slug = row[f"{name}_slug"]
    return None if slug is None else _object(slug, row[f"{name}_name"], kind or row[f"{name}_kind"])


def _links(row: Row, name: str, kind: str | None) -> list[dict[str, Any]]:
    slugs, names = row[f"{name}_slug"], row[f"{name}_name"]
    kinds = [kind] * len(slugs) if kind else row[f"{name}_kind"]
    return [_object(*each) for each in zip(slugs, names, kinds, strict=True)]


def _object(slug: str, name: str, kind: str) -> dict[str, Any]:
    return {"slug": slug, "name": name, "kind": kind, "url": address(BY_KIND[kind], slug)}


def _is_part_of_a_link(resource: Resource, name: str) -> bool:
    """Names and kinds stand in the link; the kind stays beside it too where each row has its own."""
    link, _, part = name.rpartition("_")
    if part == "name":
        return link in resource.links or link in resource.link_lists
    return part == "kind" and link in resource.link_lists


def plain(value: Any) -> Any:
    """A value as JSON has it: instants in UTC, numbers without trailing zeros."""
    if isinstance(value, datetime):
        return instant(value)
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value

"""The shape of a row in JSON: links as objects, everything else as it stands in SQL."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache
from itertools import repeat
from typing import Any

from django.db.models import DateTimeField, DecimalField

from apps.chronicle.questions import Row
from apps.chronicle.resources import BY_KIND, Resource

BASE = "/api/v1"
STARTS = {kind: f"{BASE}/{resource.name}/" for kind, resource in BY_KIND.items()}  # of addresses, by kind
OBJECT = "{{'slug': {0}, 'name': {1}, 'kind': {2}, 'url': starts[{2}] + {0} + '/'}}"
NOT_JSON = (DateTimeField, DecimalField)  # all else that a row holds is written as it stands

Shaped = dict[str, Any]
Values = Sequence[Any]


def shape(resource: Resource, row: Row) -> Shaped:
    """ROW as the API shows it. Its own address is `url`, except on sources, where that is the work's."""
    return shaper(resource, tuple(row))(tuple(row.values()))


@lru_cache(maxsize=500)
def shaper(resource: Resource, columns: tuple[str, ...]) -> Callable[[Values], Shaped]:
    """What makes the shape of a row of its values in COLUMNS.

    One expression, written for these columns: to ask what each value is, row by row, costs more than to read them.
    """
    places = {name: f"v[{place}]" for place, name in enumerate(columns)}
    own = "self" if "url" in places else "url"
    members = {resource.key: places[resource.key], own: f"f'{BASE}/{resource.name}/{{{places[resource.key]}}}/'"}
    for name in columns:
        shown = key(resource, name)
        if shown in resource.links:
            members[shown] = _link(places, shown, resource.links[shown])
        elif shown in resource.link_lists:
            members[shown] = _links(places, shown, resource.link_lists[shown])
        elif not _is_part_of_a_link(resource, name):
            is_json = not any(field.name == name and isinstance(field, NOT_JSON) for field in resource.columns)
            members[name] = places[name] if is_json else f"plain({places[name]})"
    if resource.dated:
        members.setdefault("certainty", "None")
    text = ", ".join(f"{name!r}: {value}" for name, value in members.items())
    # Names of our own columns and kinds, nothing that anybody wrote into a record or an address.
    known = {"plain": plain, "starts": STARTS, "repeat": repeat}
    made: Callable[[Values], Shaped] = eval(f"lambda v: {{{text}}}", known)
    return made


def _link(places: dict[str, str], name: str, fixed: str | None) -> str:
    """The expression of a link, whose kind is FIXED or stands in its row."""
    slug, kind = places[f"{name}_slug"], repr(fixed) if fixed else places[f"{name}_kind"]
    return f"None if {slug} is None else {OBJECT.format(slug, places[f'{name}_name'], kind)}"


def _links(places: dict[str, str], name: str, fixed: str | None) -> str:
    """The expression of a list of links."""
    slugs, names = places[f"{name}_slug"], places[f"{name}_name"]
    kinds = f"repeat({fixed!r}, len({slugs}))" if fixed else places[f"{name}_kind"]
    return (
        f"[{OBJECT.format('slug', 'name', 'kind')} for slug, name, kind in zip({slugs}, {names}, {kinds}, strict=True)]"
    )


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

"""The shape of a row in JSON: links as objects, everything else as it stands in SQL."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache, lru_cache
from inspect import signature
from itertools import repeat
from typing import Any

from django.db.models import DateTimeField, DecimalField
from orjson import Fragment

from apps.chronicle.clock import Known
from apps.chronicle.labels import LABELS
from apps.chronicle.names import BASE, Links, Named, kept, link, links
from apps.chronicle.questions import Row
from apps.chronicle.resources import LAST, Resource

NOT_JSON = (DateTimeField, DecimalField)  # all else that a row holds is written as it stands

REST = "rest"  # the column that holds the rest of a row as JSON, from the value of its first key on

Shaped = dict[str, Any]
Columns = tuple[str, ...]
Values = Sequence[Any]


def shape(resource: Resource, row: Row) -> Shaped:
    """ROW as the API shows it. Its own address is `url`, except on sources, where that is the work's."""
    (shaped,) = shaper(resource, tuple(row))([tuple(row.values())], {})
    return shaped


def told(resource: Resource, columns: Columns, values: Sequence[Values], known: Known) -> list[Shaped]:
    """Rows without names as `shape` would show them: what is linked is called as it was at KNOWN."""
    return all_told([(resource, columns, values)], known)[0]


def all_told(parts: Sequence[tuple[Resource, Columns, Sequence[Values]]], known: Known) -> list[list[Shaped]]:
    """The same of rows of several resources, whose names are looked up together."""
    try:
        return [shaper(resource, columns)(values, kept(known)) for resource, columns, values in parts]
    except KeyError:  # what one of them links to was not looked up yet
        found = links(known, {named for part in parts for each in part[2] for named in _linked(*part[:2], each)})
        return [shaper(resource, columns)(values, found) for resource, columns, values in parts]


@lru_cache(maxsize=500)
def shaper(resource: Resource, columns: Columns) -> Callable[[Sequence[Values], Links], list[Shaped]]:
    """What makes the shapes of rows of their values in COLUMNS, and of links where these do not hold their names.

    One expression, written for these columns: to ask what each value is, row by row, costs more than to read them.
    """
    places = {name: f"v{place}" for place, name in enumerate(columns)}
    own = "self" if "url" in places else "url"
    members = {resource.key: places[resource.key], own: f"f'{BASE}/{resource.name}/{{{places[resource.key]}}}/'"}
    for name in selected(resource):
        shown = key(resource, name)
        if REST in places and name in rest(resource):
            members.setdefault(rest(resource)[0], f"Fragment({places[REST]})")
        elif shown in resource.links:
            members[shown] = _link(places, shown, resource.links[shown])
        elif shown in resource.link_lists:
            members[shown] = _links(places, shown, resource.link_lists[shown])
        elif _is_part_of_a_link(resource, name):
            continue
        elif name not in places:
            members[name] = _label(resource, places) if name == "label" else "None"
        else:
            is_json = not any(field.name == name and isinstance(field, NOT_JSON) for field in resource.columns)
            members[name] = places[name] if is_json else f"plain({places[name]})"
    text = ", ".join(f"{name!r}: {value}" for name, value in members.items())
    # Names of our own columns and kinds, nothing that anybody wrote into a record or an address.
    known = {"plain": plain, "link": link, "label": LABELS.get(resource.kind), "repeat": repeat, "Fragment": Fragment}
    made: Callable[[Sequence[Values], Links], list[Shaped]] = eval(
        f"lambda rows, of: [{{{text}}} for {', '.join(places.values())}, in rows]", known
    )
    return made


def _link(places: dict[str, str], name: str, fixed: str | None) -> str:
    """The expression of a link, whose kind is FIXED or stands in its row."""
    slug, kind = places[f"{name}_slug"], repr(fixed) if fixed else places[f"{name}_kind"]
    called = places.get(f"{name}_name")
    return f"None if {slug} is None else " + (f"link({kind}, {slug}, {called})" if called else f"of[{kind}, {slug}]")


def _links(places: dict[str, str], name: str, fixed: str | None) -> str:
    """The expression of a list of links."""
    slugs, called = places[f"{name}_slug"], places.get(f"{name}_name")
    kinds = f"repeat({fixed!r}, len({slugs}))" if fixed else places[f"{name}_kind"]
    if called:
        return f"[link(*each) for each in zip({kinds}, {slugs}, {called}, strict=True)]"
    return f"[of[each] for each in zip({kinds}, {slugs}, strict=True)]"


def _label(resource: Resource, places: dict[str, str]) -> str:
    """The expression of what a row is called, with the names of what it links to."""
    parts = []
    for part in signature(LABELS[resource.kind]).parameters:
        linked = part.removesuffix("_name")
        if part in places:
            parts.append(places[part])
        elif fixed := resource.links[linked]:
            parts.append(f"of[{fixed!r}, {places[f'{linked}_slug']}]['name']")
        else:
            parts.append(f"of[{places[f'{linked}_kind']}, {places[f'{linked}_slug']}]['name']")
    return f"label({', '.join(parts)})"


def _linked(resource: Resource, columns: Columns, values: Values) -> Iterator[Named]:
    """What a row links to."""
    row = dict(zip(columns, values, strict=True))
    for name, fixed in (*resource.links.items(), *resource.link_lists.items()):
        slugs = row[f"{name}_slug"]
        if name in resource.links:
            yield from () if slugs is None else [(fixed or row[f"{name}_kind"], slugs)]
        else:
            yield from zip(repeat(fixed, len(slugs)) if fixed else row[f"{name}_kind"], slugs, strict=True)


@cache
def rest(resource: Resource) -> list[str]:
    """The keys at the end of each dated row: its period, and what is said of that. None of them needs a name."""
    return [name for name in keys(resource) if name in LAST or name == "certainty"] if resource.dated else []


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

"""What changed in the record, changeset by changeset."""

from dataclasses import dataclass

from apps.chronicle.clock import pin
from apps.chronicle.questions import Row
from apps.chronicle.resources import RESOURCES, Resource
from apps.chronicle.versions import as_known, fetch

Key = tuple[int, str, str]

PAGE = """
    select v.changeset, v.resource, v.slug, v.verb, v.axis, c.author, c.approved_by, v.merged_into_slug
      from (select changeset, resource, slug, verb, axis, merged_into_slug from eudefence_pinned.change
             where changeset >= %s and (changeset, resource, slug) > (%s, %s, %s)
             order by changeset, resource, slug limit %s) v
      join eudefence.changeset c on c.number = v.changeset order by v.changeset, v.resource, v.slug
"""


@dataclass(frozen=True)
class Change:
    """One row in one changeset: as it was before, and after; None where it was not there."""

    changeset: int
    resource: Resource
    slug: str
    verb: str
    axis: str
    author: str
    approved_by: str
    survivor: str | None  # slug of the record that it turned out to be
    before: Row | None
    after: Row | None

    @property
    def key(self) -> Key:
        return self.changeset, self.resource.name, self.slug


def changes(after: Key, size: int, newest: int) -> list[Change]:
    """Up to SIZE changes that come after a place in the feed, read at changeset NEWEST."""
    pin(newest)
    found = fetch(PAGE, [after[0], *after, size])
    stood = _before_and_after([each[:3] for each in found])
    return [
        Change(
            number, RESOURCES[name], slug, verb, axis, author, approved_by, survivor,
            before=stood.get((number - 1, name, slug)), after=stood.get((number, name, slug)),
        )
        for number, name, slug, verb, axis, author, approved_by, survivor in found
    ]  # fmt: skip


def _before_and_after(keys: list[Key]) -> dict[Key, Row]:
    """The rows of a page, by the changesets at which they stood."""
    wanted: dict[str, list[tuple[int, str]]] = {}
    for number, name, slug in keys:
        wanted.setdefault(name, []).extend([(number - 1, slug), (number, slug)])
    return {
        (number, name, slug): row
        for name, each in wanted.items()
        for (number, slug), row in as_known(RESOURCES[name], dict.fromkeys(each)).items()
    }

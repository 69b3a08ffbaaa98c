"""What linked things are called at one changeset: looked up once for many answers, all kinds in one statement."""

from collections.abc import Collection, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from apps.chronicle.clock import Known
from apps.chronicle.resources import BY_KIND
from apps.chronicle.statements import by_number

BASE = "/api/v1"
STARTS = {kind: f"{BASE}/{resource.name}/" for kind, resource in BY_KIND.items()}  # of addresses, by kind
READ = "select kind, slug, name from eudefence_pinned.read_names(%s, %s, %s)"
MOST = 10_000  # names of one changeset that are kept

Named = tuple[str, str]  # kind and slug
Link = dict[str, Any]
Links = Mapping[Named, Link]


def link(kind: str, slug: str, name: str | None) -> Link:
    """What a row shows of something it links to. Rows share it: it is not to be changed."""
    return {"slug": slug, "name": name, "kind": kind, "url": f"{STARTS[kind]}{slug}/"}


def kept(known: Known) -> dict[Named, Link]:
    """The links that are known already. What is called what at a changeset never changes but by a take-down."""
    return _kept(known.changeset, known.instant, known.redacted_at)


def keep(known: Known, found: Links) -> None:
    """Remember FOUND, and with too many begin anew."""
    book = kept(known)
    if len(book) + len(found) > MOST:
        book.clear()
    book.update(found)


def links(known: Known, wanted: Collection[Named]) -> Links:
    """The links WANTED; those that are not known yet are looked up."""
    book = kept(known)
    found = {named: book[named] for named in wanted if named in book}
    if missing := [named for named in wanted if named not in found]:
        kinds, slugs = map(list, zip(*missing, strict=True))
        rows = by_number(READ, [kinds, slugs, known.changeset])
        looked_up = {(kind, slug): link(kind, slug, name) for kind, slug, name in rows}
        keep(known, looked_up)
        found |= looked_up
    return found


@lru_cache(maxsize=4)
def _kept(changeset: int, instant: datetime | None, redacted_at: datetime | None) -> dict[Named, Link]:
    """Numbers may come again where a database was restored; moments do not."""
    return {}

"""What the peers that use Django's models show of a linked thing."""

from typing import Any

BASE = "/api/v1"
ENDS = ("member_actor", "member_format", "target_format", "target_instrument", "target_actor")


def link(thing: Any) -> dict[str, str] | None:
    if thing is None:
        return None
    name = thing._meta.model_name
    kind = {"legalbasis": "legal-basis"}.get(name, name)
    return {"slug": thing.slug, "name": thing.name, "kind": kind, "url": f"{BASE}/{kind}s/{thing.slug}/"}


def actor(row: Any) -> Any:
    return row.member_actor or row.member_format


def target(row: Any) -> Any:
    return row.target_format or row.target_instrument or row.target_actor

"""What Datasette is asked of the release's file: memberships as all others show them, and as their table has them."""

from typing import Any

WHICH = "from membership where participating order by slug limit 101"
FLAT = f"select * {WHICH}"


def _link(name: str, kind: str) -> str:
    """A linked thing as JSON; what a membership links to is at its kind with an s."""
    address = f"'/api/v1/' || {kind} || 's/' || {name}_slug || '/'"
    members = f"'slug', {name}_slug, 'name', {name}_name, 'kind', {kind}, 'url', {address}"
    return f"case when {name}_slug is not null then json_object({members}) end as {name}"


def _truth(name: str) -> str:
    """SQLite has no truth values of its own; as JSON they are told from numbers."""
    return f"iif({name}, 'true', 'false') as {name}"


NESTED = f"""
select slug, url, label, {_link("actor", "actor_kind")}, actor_kind, {_link("target", "target_kind")}, target_kind,
  role, standing, {_truth("participating")}, {_link("follows", "'membership'")}, {_link("proposal", "'proposal'")},
  start_edtf, end_edtf, {_truth("ended")}, start_earliest, start_latest, end_earliest, end_latest,
  start_reason, end_reason, verified_on, note, certainty {WHICH}
"""
IN_JSON = ["actor", "target", "follows", "proposal", "participating", "ended"]


def query(sql: str, in_json: list[str]) -> dict[str, Any]:
    """The parameters of a question to Datasette; the columns IN_JSON are shown as what their text says."""
    return {"sql": sql, "_shape": "objects", "_json": in_json}

"""The same answers as linked data: JSON-LD with terms of ORG, Popolo, schema.org and ELI."""

from pathlib import Path
from typing import Any

from apps.api.json_renderer import JsonRenderer, read
from apps.chronicle.shapes import BASE

CONTEXT = f"{BASE}/context.jsonld"
FILE = Path(__file__).with_name("context.jsonld")
TYPES = {
    "formats": ["org:OrganizationalCollaboration"],
    "instruments": ["schema:FinancialProduct"],
    "legal-bases": ["eli:LegalResource", "schema:Legislation"],
    "memberships": ["Membership", "schema:OrganizationRole"],
    "milestones": ["Milestone"],
    "legal-effects": ["LegalEffect"],
    "quantities": ["Quantity"],
    "claims": ["Claim"],
    "sources": ["Source", "dcterms:BibliographicResource"],
    "citations": ["Citation"],
    "changesets": ["Changeset"],
    "releases": ["Release"],
}
ACTOR_TYPES = {
    "state": ["schema:Country", "org:FormalOrganization"],
    "institution": ["schema:GovernmentOrganization", "org:FormalOrganization"],
    "body": ["schema:GovernmentOrganization", "org:FormalOrganization"],
    "organisation": ["org:FormalOrganization"],
    "grouping": ["org:OrganizationalCollaboration"],
    "office": ["org:Post"],
    "person": ["foaf:Person"],
}


class JsonLdRenderer(JsonRenderer):
    """Every record under its address, with its types; a list as a collection of them."""

    media_type = "application/ld+json"
    format = "jsonld"

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> Any:
        if data is None:
            return b""
        linked = _linked(read(data))
        if "results" in data:
            address = (renderer_context or {})["request"].get_full_path()
            linked = {"@id": address, "@type": "Collection"} | linked
        return super().render({"@context": CONTEXT} | linked, accepted_media_type, renderer_context)


def _linked(value: Any) -> Any:
    """VALUE with addresses as `@id`, wherever a record stands in it."""
    if isinstance(value, list):
        return [_linked(each) for each in value]
    if not isinstance(value, dict):
        return value
    rest = {key: _linked(each) for key, each in value.items()}
    own = next((key for key in ("self", "url") if str(value.get(key)).startswith(f"{BASE}/")), None)
    if own is None:
        return rest
    address = rest.pop(own)
    return {"@id": address, "@type": _types(address.split("/")[3], value)} | rest


def _types(resource: str, row: dict[str, Any]) -> list[str]:
    """Terms of the vocabularies, and our own word; a link to an actor does not tell of which kind it is."""
    if resource == "actors":
        return ACTOR_TYPES.get(row.get("kind", ""), ["schema:Organization"])
    return TYPES.get(resource, [resource.title().replace("-", "").removesuffix("s")])

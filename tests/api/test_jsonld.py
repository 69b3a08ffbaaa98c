"""Answers as linked data, as another processor reads them."""

import json
from typing import Any

import pytest
from django.test import Client
from pyld import jsonld

from apps.chronicle.resources import RESOURCES
from tests.api.asking import API, get

pytestmark = pytest.mark.usefixtures("seeded")
HOST = "https://example.org"
ORG, SCHEMA = "http://www.w3.org/ns/org#", "http://schema.org/"


def ask(address: str, **headers: str) -> Any:
    return Client(headers={"host": "localhost"} | headers).get(API + address)


def load(address: str, _options: Any) -> dict[str, Any]:
    """What a processor fetches: from us alone."""
    response = Client(headers={"host": "localhost"}).get(address.removeprefix(HOST))
    assert response.status_code == 200
    return {"contextUrl": None, "documentUrl": address, "document": json.loads(response.content)}


def expanded(address: str) -> list[dict[str, Any]]:
    response = ask(address)
    assert response.status_code == 200, response.content
    assert response["Content-Type"] == "application/ld+json"
    options = {"documentLoader": load, "base": f"{HOST}{API}{address}"}
    found: list[dict[str, Any]] = jsonld.expand(response.json(), options)
    return found


def test_a_membership_is_one_of_org_with_its_member_organisation_and_role() -> None:
    (found,) = expanded("memberships/poland-eurocorps-framework-nation.jsonld?expand=citations")
    assert found["@id"] == f"{HOST}{API}memberships/poland-eurocorps-framework-nation/"
    assert f"{ORG}Membership" in found["@type"]
    assert found[f"{ORG}member"][0]["@id"] == f"{HOST}{API}actors/poland/"
    assert found[f"{ORG}organization"][0]["@id"] == f"{HOST}{API}formats/eurocorps/"
    assert found[f"{ORG}organization"][0]["@type"] == [f"{ORG}OrganizationalCollaboration"]
    assert found[f"{SCHEMA}roleName"] == [{"@value": "framework-nation"}]
    start = get("memberships/poland-eurocorps-framework-nation/")["start_edtf"]
    assert found[f"{SCHEMA}startDate"] == [{"@value": start, "@type": "http://id.loc.gov/datatypes/edtf/EDTF"}]
    citation = found[f"{SCHEMA}citation"][0]
    assert citation["http://purl.org/dc/terms/source"][0]["@id"].startswith(f"{HOST}{API}sources/")


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("actors/poland", f"{SCHEMA}Country"),
        ("formats/pesco", f"{ORG}OrganizationalCollaboration"),
        ("legal-bases/teu-42-6", "http://data.europa.eu/eli/ontology#LegalResource"),
        ("sources/iai-doc-26-05", f"{SCHEMA}CreativeWork"),
        ("changesets/1", "http://www.w3.org/ns/prov#Activity"),
    ],
)
def test_a_thing_has_the_type_that_others_know(address: str, kind: str) -> None:
    (found,) = expanded(f"{address}.jsonld")
    assert kind in found["@type"]
    assert found["@id"] == f"{HOST}{API}{address}/"


@pytest.mark.parametrize("name", RESOURCES)
def test_a_list_is_a_collection_of_the_rows_of_json_under_their_addresses(name: str) -> None:
    standing = "&standing=all" if RESOURCES[name].standing else ""
    rows = get(f"{name}/?page_size=20{standing}")["results"]
    (found,) = expanded(f"{name}.jsonld?page_size=20{standing}")
    members = found["http://www.w3.org/ns/hydra/core#member"][0]["@list"]
    assert [member["@id"] for member in members] == [f"{HOST}{row.get('self') or row['url']}" for row in rows]
    assert found["@type"] == ["http://www.w3.org/ns/hydra/core#Collection"]
    for member, row in zip(members, rows, strict=True):
        assert all(":" in kind for kind in member["@type"])
        assert len(member) > sum(value not in (None, [], "") for value in row.values()) / 2
        assert not [key for key in member if "://" not in key and not key.startswith("@")]


def test_no_type_is_a_word_that_nobody_defines() -> None:
    """Every type is one of another vocabulary, or our own word under the address of the context."""
    seen = set()
    for name, resource in RESOURCES.items():
        standing = "&standing=all" if resource.standing else ""
        for row in ask(f"{name}.jsonld?page_size=100{standing}").json()["results"]:
            seen.update(row["@type"])
    context = ask("context.jsonld").json()["@context"]
    for word in seen:
        prefix, colon, _ = word.partition(":")
        assert prefix in context if colon else word[0].isupper()
    assert {"schema:Country", "org:FormalOrganization", "Membership", "Citation", "Link"} <= seen


def test_suffix_and_accept_header_choose_linked_data_on_lists_and_details() -> None:
    for address in ("formats", "formats/pesco"):
        by_suffix, by_header = ask(f"{address}.jsonld"), ask(f"{address}/", accept="application/ld+json")
        assert by_suffix.json()["@context"] == by_header.json()["@context"] == f"{API}context.jsonld"
        assert by_suffix["ETag"] != by_header["ETag"]
        assert ask(f"{address}/")["Content-Type"] == "application/json"
        assert ask(f"{address}.json").json() == ask(f"{address}/").json() | (
            {} if address.count("/") else {"next": ask(f"{address}.json").json()["next"]}
        )


def test_the_context_stands_under_a_stable_address_and_may_be_kept() -> None:
    response = ask("context.jsonld")
    assert (response["Content-Type"], response["Access-Control-Allow-Origin"]) == ("application/ld+json", "*")
    assert "max-age" in response["Cache-Control"]

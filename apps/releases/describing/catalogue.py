"""DCAT 3, as JSON-LD: a release for catalogues of data. Addresses are relative, so that no host is in the bytes."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from apps.releases.checksums import sha256
from apps.releases.describing import facts
from apps.releases.describing.facts import Described
from apps.releases.media import media_type

FILE = "dcat.jsonld"
CONTEXT = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
IANA = "https://www.iana.org/assignments/media-types/"
UNREGISTERED = {"application/x-ndjson"}
PUBLISHER = {"@type": "foaf:Agent", "foaf:name": facts.PUBLISHER}


def write(folder: Path, release: Described) -> None:
    """Describe the files of rows in FOLDER."""
    dataset = {"@context": CONTEXT} | _dataset(release) | {"dcat:distribution": _distributions(folder)}
    text = json.dumps(dataset, ensure_ascii=False, indent=1) + "\n"
    (folder / FILE).write_text(text, encoding="utf-8", newline="")


def catalogue(names: Iterable[str]) -> dict[str, Any]:
    """The catalogue of releases NAMES, the newest first; its addresses are relative to that of all releases."""
    datasets = [{"@id": f"{name}/", "rdfs:seeAlso": {"@id": f"{name}/{FILE}"}} for name in names]
    return {
        "@context": CONTEXT | {"rdfs": "http://www.w3.org/2000/01/rdf-schema#"},
        "@id": "./",
        "@type": "dcat:Catalog",
        "dcterms:title": _text(f"Releases of {facts.PUBLISHER}, {facts.SUBJECT}"),
        "dcterms:publisher": PUBLISHER,
        "dcterms:license": {"@id": facts.LICENCE_ADDRESS},
        "dcat:dataset": datasets,
    } | ({"dcat:hasCurrentVersion": {"@id": datasets[0]["@id"]}} if datasets else {})


def _dataset(release: Described) -> dict[str, Any]:
    before = {"dcat:previousVersion": {"@id": f"../{release.previous}/"}} if release.previous else {}
    return {
        "@id": "./",
        "@type": "dcat:Dataset",
        "dcterms:title": _text(release.title),
        "dcterms:description": _text(release.summary),
        "dcterms:identifier": release.reference,
        "dcterms:issued": {"@type": "xsd:date", "@value": release.named_at.date().isoformat()},
        "dcterms:publisher": PUBLISHER,
        "dcterms:license": {"@id": facts.LICENCE_ADDRESS},
        "dcat:keyword": facts.KEYWORDS,
        "dcat:version": release.name,
        "dcat:isVersionOf": {"@id": "../"},
        **before,
        "adms:versionNotes": _text(release.words),
    }


def _distributions(folder: Path) -> list[dict[str, Any]]:
    return [_distribution(folder / name, title) for name, title in facts.titles().items()]


def _distribution(file: Path, title: str) -> dict[str, Any]:
    media = media_type(file.name)
    form = {"dcterms:format": media} if media in UNREGISTERED else {"dcat:mediaType": {"@id": IANA + media}}
    return {
        "@id": file.name,
        "@type": "dcat:Distribution",
        "dcterms:title": _text(title),
        "dcat:downloadURL": {"@id": file.name},
        **form,
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(facts.size(file))},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": sha256(file)},
        },
    }


def _text(words: str) -> dict[str, str]:
    return {"@language": "en", "@value": words}

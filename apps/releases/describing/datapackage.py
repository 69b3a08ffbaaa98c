"""datapackage.json: a Frictionless Data Package, version 2.

Its resources are the tables, as CSV. The standard knows no other type than table, and programs take whatever is listed
for one, so the same rows in other forms, and what is no table, are listed under `files` of `eudefence`.
"""

import json
from pathlib import Path
from typing import Any

from apps.releases.checksums import sha256
from apps.releases.describing import facts
from apps.releases.describing.facts import Described
from apps.releases.media import media_type
from apps.releases.shelf import DESCRIPTION
from apps.releases.tables import TABLES, Column, Table

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
TEXTS = {
    "README.md": "What this is",
    "CITATION.cff": "How to cite it, for programs",
    "LICENSE.md": "Licence",
    "dcat.jsonld": "Description for catalogues (DCAT 3)",
}


def write(folder: Path, release: Described) -> None:
    """Describe all files that stand in FOLDER."""
    text = json.dumps(_package(folder, release), ensure_ascii=False, indent=1) + "\n"
    (folder / DESCRIPTION).write_text(text, encoding="utf-8", newline="")


def _package(folder: Path, release: Described) -> dict[str, Any]:
    licence = {"name": facts.LICENCE_NAME, "title": facts.LICENCE_TITLE, "path": facts.LICENCE_ADDRESS}
    return {
        "$schema": PROFILE,
        "name": facts.PUBLISHER,
        "title": release.title,
        "description": release.summary,
        "version": release.name,
        "created": release.named_at.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "keywords": facts.KEYWORDS,
        "licenses": [licence],
        "contributors": [{"title": facts.PUBLISHER, "roles": ["publisher"]}],
        "resources": _tables(folder),
        "eudefence": {
            "changeset": release.changeset,
            "known_at": release.known_at_text,
            "previous": release.previous,
            "rows": release.rows,
            "delta": release.changes,
            "changes": release.words,
            "files": _others(folder),
        },
    }


def _tables(folder: Path) -> list[dict[str, Any]]:
    return [
        {"name": table.name, "type": "table", "description": table.comment}
        | _file(folder, f"{table.name}.csv")
        | {"format": "csv", "encoding": "utf-8", "schema": _schema(table)}
        for table in TABLES
    ]


def _others(folder: Path) -> list[dict[str, Any]]:
    tables = {f"{table.name}.csv" for table in TABLES}
    return [_file(folder, name) for name in sorted(file.name for file in folder.iterdir()) if name not in tables]


def _file(folder: Path, path: str) -> dict[str, Any]:
    file = folder / path
    return {
        "path": path,
        "title": (facts.titles() | TEXTS)[path],
        "mediatype": media_type(path),
        "bytes": facts.size(file),
        "hash": f"sha256:{sha256(file)}",
    }


def _schema(table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(table, column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": [table.resource.key],
    }
    keys = [_foreign_key(table, column, target) for column, target in table.references.items()]
    return schema | ({"foreignKeys": keys} if keys else {})


def _field(table: Table, column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": column.kind.schema, "description": column.comment}
    if column.kind.schema == "list":
        field["delimiter"] = "|"
    constraints: dict[str, Any] = {"required": True, "unique": True} if column.name == table.resource.key else {}
    if column.values:
        constraints["enum"] = column.values
    return field | ({"constraints": constraints} if constraints else {})


def _foreign_key(table: Table, column: str, target: str) -> dict[str, Any]:
    """A key into the table itself names no resource."""
    reference = {"fields": ["slug"]} | ({} if target == table.name else {"resource": target})
    return {"fields": [column], "reference": reference}

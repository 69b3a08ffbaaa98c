"""What others' programs make of a release: they are the oracles here."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from apps.chronicle.dictionary import dictionary
from apps.releases.tables import ADDED, TABLES

RELEASES = ["paper", "2026.1"]


def run(*words: str) -> Any:
    done = subprocess.run([sys.executable, "-m", *words], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)


def package(folder: Path) -> Any:
    return json.loads((folder / "datapackage.json").read_bytes())


@pytest.mark.parametrize("name", RELEASES)
def test_frictionless_finds_the_package_valid_with_its_keys_and_checksums(shelf: Path, name: str) -> None:
    report = run("frictionless", "validate", str(shelf / name / "datapackage.json"), "--json")
    assert report["valid"]
    assert report["stats"]["errors"] == report["stats"]["warnings"] == 0
    assert report["stats"]["tasks"] == len(TABLES)


def test_frictionless_would_find_a_row_that_breaks_a_key_or_a_vocabulary(shelf: Path, tmp_path: Path) -> None:
    """The guard is no guard if the schemas say nothing."""
    described = package(shelf / "2026.1")
    for file in (shelf / "2026.1").glob("*.csv"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    for resource in described["resources"]:
        del resource["bytes"], resource["hash"]
    (tmp_path / "datapackage.json").write_text(json.dumps(described))
    effects = tmp_path / "legal_effect.csv"
    effects.write_text(effects.read_text().replace(",teu-41-2,", ",teu-99,").replace(",blocks,", ",forbids,"))
    done = subprocess.run(
        [sys.executable, "-m", "frictionless", "validate", str(tmp_path / "datapackage.json"), "--json"],
        capture_output=True,
        text=True,
    )
    found = {error["type"] for task in json.loads(done.stdout)["tasks"] for error in task["errors"]}
    assert found == {"foreign-key", "constraint-error"}


def test_every_column_is_described_in_the_words_of_the_database(shelf: Path) -> None:
    for table, resource in zip(TABLES, package(shelf / "2026.1")["resources"], strict=True):
        described = ADDED | dictionary()[table.name]["columns"]
        assert resource["description"] == dictionary()[table.name]["comment"]
        for field in resource["schema"]["fields"]:
            assert field["description"] == described[field["name"]]["comment"]
        header = (shelf / "2026.1" / resource["path"]).read_text(encoding="utf-8").splitlines()[0]
        assert header.split(",") == [field["name"] for field in resource["schema"]["fields"]]


@pytest.mark.parametrize("name", RELEASES)
def test_the_package_lists_every_file_with_its_size_and_checksum(shelf: Path, name: str) -> None:
    described = package(shelf / name)
    listed = {each["path"]: each for each in [*described["resources"], *described["eudefence"]["files"]]}
    assert {*listed, "datapackage.json", "SHA256SUMS"} == {file.name for file in (shelf / name).iterdir()}
    for path, each in listed.items():
        whole = (shelf / name / path).read_bytes()
        assert (each["bytes"], each["hash"]) == (len(whole), f"sha256:{hashlib.sha256(whole).hexdigest()}")


@pytest.mark.parametrize("name", RELEASES)
def test_sha256sum_finds_every_file_as_it_was(shelf: Path, name: str) -> None:
    done = subprocess.run(["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=shelf / name, capture_output=True)
    assert done.returncode == 0
    assert done.stdout.count(b": OK\n") == len(list((shelf / name).iterdir())) - 1


def test_datasette_opens_the_sqlite_and_follows_its_keys(shelf: Path) -> None:
    file = str(shelf / "2026.1" / "eudefence.sqlite")
    found = run("datasette", file, "--get", "/eudefence/legal_effect.json?_shape=array&legal_basis_slug=teu-41-2")
    assert found
    assert {row["legal_basis_slug"] for row in found} == {"teu-41-2"}
    about = run("datasette", file, "--get", "/eudefence.json")
    tables = {table["name"]: table for table in about["tables"]}
    assert set(tables) == {table.name for table in TABLES}
    keys = {key["other_table"] for key in tables["legal_effect"]["foreign_keys"]["outgoing"]}
    assert keys == {"legal_basis"}
    assert tables["membership"]["primary_keys"] == ["slug"]


def test_duckdb_opens_the_parquet_with_typed_columns(shelf: Path) -> None:
    changeset = str(package(shelf / "2026.1")["eudefence"]["changeset"]).encode()
    for table in TABLES:
        file = shelf / "2026.1" / f"{table.name}.parquet"
        rows = duckdb.sql(f"from '{file}'")
        types = dict(zip(rows.columns, map(str, rows.types), strict=True))
        assert types == {column.name: column.kind.parquet for column in table.columns}
        said = dict(duckdb.sql(f"select key, value from parquet_kv_metadata('{file}')").fetchall())
        assert said == {b"release": b"2026.1", b"changeset": changeset}


@pytest.mark.parametrize("name", RELEASES)
def test_the_citation_file_names_the_release(shelf: Path, name: str) -> None:
    citation = yaml.safe_load((shelf / name / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["cff-version"] == "1.2.0"
    assert citation["type"] == "dataset"
    assert citation["version"] == name
    assert citation["license"] == "CC-BY-4.0"
    assert citation["identifiers"][0]["value"] == f"release:{name}"
    assert {"message", "title", "authors", "date-released"} <= citation.keys()


@pytest.mark.parametrize("name", RELEASES)
def test_the_catalogue_description_leads_to_the_files_of_rows(shelf: Path, name: str) -> None:
    found = json.loads((shelf / name / "dcat.jsonld").read_bytes())
    assert (found["@type"], found["dcat:version"]) == ("dcat:Dataset", name)
    assert found.get("dcat:previousVersion") == ({"@id": "../paper/"} if name == "2026.1" else None)
    assert {each["@id"] for each in found["dcat:distribution"]} == {
        file.name for file in (shelf / name).iterdir() if file.suffix in (".csv", ".ndjson", ".parquet", ".sqlite")
    }
    for each in found["dcat:distribution"]:
        whole = (shelf / name / each["@id"]).read_bytes()
        assert each["spdx:checksum"]["spdx:checksumValue"]["@value"] == hashlib.sha256(whole).hexdigest()
        assert each["dcat:byteSize"]["@value"] == str(len(whole))

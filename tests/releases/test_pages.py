"""Releases at their permanent addresses. No test here has a database: none is asked."""

import hashlib
import json
import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.test import Client, override_settings

from apps.releases.media import TYPES

NAMES = ["paper", "2026.1"]
CSV = "/releases/2026.1/membership.csv"


def ask(address: str, method: str = "get", follow: bool = False, **headers: str) -> Any:
    """The response, read to its end: what was sent is its `body`."""
    client = Client(headers={"host": "localhost"} | headers)
    with closing(getattr(client, method)(address, follow=follow)) as response:
        response.body = response.getvalue()
        return response


def test_every_file_of_every_release_is_served_as_it_stands(shelf: Path) -> None:
    for name in NAMES:
        for file in (shelf / name).iterdir():
            response = ask(f"/releases/{name}/{file.name}")
            whole = file.read_bytes()
            assert (response.status_code, response.body) == (200, whole), file
            assert response["ETag"] == f'"{hashlib.sha256(whole).hexdigest()}"'
            assert response["Cache-Control"] == "public, max-age=31536000, immutable"
            assert response["Content-Type"].partition(";")[0] == TYPES[file.suffix]
            assert response["Content-Length"] == str(len(whole))
            assert response["Access-Control-Allow-Origin"] == "*"
            assert response["X-Content-Type-Options"] == "nosniff"


def test_text_says_its_encoding_and_rows_are_saved_under_a_name_of_their_own(shelf: Path) -> None:
    response = ask(CSV)
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="eudefence-2026.1-membership.csv"'
    assert ask("/releases/2026.1/membership.parquet")["Content-Type"] == "application/vnd.apache.parquet"
    assert ask("/releases/2026.1/README.md")["Content-Disposition"] == 'inline; filename="README.md"'


def test_whoever_has_it_already_gets_nothing(shelf: Path) -> None:
    tag = ask(CSV)["ETag"]
    for said in (tag, f'"other", {tag}', f"W/{tag}", "*"):
        response = ask(CSV, if_none_match=said)
        assert (response.status_code, response.body, response["ETag"]) == (304, b"", tag)
    assert ask(CSV, if_none_match='"other"').status_code == 200
    assert ask(CSV, if_match='"other"').status_code == 412


def test_head_says_what_get_would_and_sends_nothing(shelf: Path) -> None:
    get, head = ask(CSV), ask(CSV, "head")
    assert dict(head.items()) == dict(get.items())
    assert head.body == b""


RANGES = [
    ("bytes=0-0", slice(0, 1)),
    ("bytes=0-9", slice(0, 10)),
    ("bytes=10-", slice(10, None)),
    ("bytes=-7", slice(-7, None)),
    ("bytes=5-99999999", slice(5, None)),
    ("bytes=-99999999", slice(0, None)),
]


@pytest.mark.parametrize(("asked", "part"), RANGES)
def test_a_part_is_sent_alone(shelf: Path, asked: str, part: slice) -> None:
    whole = (shelf / "2026.1" / "membership.csv").read_bytes()
    response = ask(CSV, range=asked)
    first, last, _ = part.indices(len(whole))
    assert (response.status_code, response.body) == (206, whole[part])
    assert response["Content-Range"] == f"bytes {first}-{last - 1}/{len(whole)}"
    assert response["Content-Length"] == str(last - first)


@pytest.mark.parametrize("asked", ["bytes=99999999-", "bytes=-0"])
def test_a_part_that_there_is_not_is_refused(shelf: Path, asked: str) -> None:
    size = (shelf / "2026.1" / "membership.csv").stat().st_size
    response = ask(CSV, range=asked)
    assert (response.status_code, response["Content-Range"], response.body) == (416, f"bytes */{size}", b"")


@pytest.mark.parametrize("asked", ["rows=1-2", "bytes=9-1", "bytes=0-1,5-6", "bytes=x", "bytes=-", "bytes=١-٢"])
def test_a_range_that_is_not_understood_is_not_heeded(shelf: Path, asked: str) -> None:
    response = ask(CSV, range=asked)
    assert response.status_code == 200
    assert response.body == (shelf / "2026.1" / "membership.csv").read_bytes()


def test_a_part_of_another_file_is_not_sent(shelf: Path) -> None:
    tag = ask(CSV)["ETag"]
    for validator, status in ((tag, 206), ('"other"', 200)):
        response = ask(CSV, range="bytes=0-9", if_range=validator)
        assert response.status_code == status


OUTSIDE = [
    "2026.1/../paper/actor.csv",
    "2026.1/..%2fpaper%2factor.csv",
    "2026.1/%2e%2e/secret_key",
    "../secret_key",
    "..%2fsecret_key",
    "%2e%2e/secret_key",
    "2026.1//etc/passwd",
    "2026.1/.lock",
    ".lock",
    ".draft-2026.1-x/",
    "2026.1/actor.csv%00",
    "2026.1/ACTOR.csv",
    "2026.1/extra.csv",
    "1999/",
    "1999/actor.csv",
    "latest/../../secret_key",
]


@pytest.mark.parametrize("path", OUTSIDE)
def test_nothing_outside_a_release_has_an_address(shelf: Path, path: str) -> None:
    (shelf.parent / "secret_key").write_text("hush")
    response = ask(f"/releases/{path}", follow=True)
    assert response.status_code == 404
    assert b"hush" not in response.body


def test_what_is_not_there_is_told_in_words_and_not_remembered(shelf: Path) -> None:
    for path, words in (
        ("1999/", "No release “1999” has files here"),
        ("2026.1/x.csv", "Release 2026.1 has no such file"),
    ):
        response = ask(f"/releases/{path}")
        assert (response.status_code, response["Cache-Control"]) == (404, "public, no-cache")
        assert words in response.body.decode()
    assert "&lt;b&gt;" in ask("/releases/<b>/").body.decode()


def test_latest_leads_to_the_newest(shelf: Path) -> None:
    for file in ("", "membership.csv", "eudefence.sqlite"):
        response = ask(f"/releases/latest/{file}")
        assert (response.status_code, response["Location"]) == (302, f"/releases/2026.1/{file}")
        assert response["Cache-Control"] == "public, no-cache"


def test_the_index_lists_every_release_and_says_how_to_cite(shelf: Path) -> None:
    page = ask("/releases/").body.decode()
    assert page.index('href="/releases/2026.1/"') < page.index('href="/releases/paper/"')
    assert "Since release paper, " in page
    assert "http://localhost/releases/" in page


def test_a_release_page_has_every_file_its_checksum_and_how_to_cite_it(shelf: Path) -> None:
    page = ask("/releases/2026.1/").body.decode()
    for file in (shelf / "2026.1").iterdir():
        assert f'href="/releases/2026.1/{file.name}"' in page
        assert hashlib.sha256(file.read_bytes()).hexdigest() in page
    about = json.loads((shelf / "2026.1" / "datapackage.json").read_bytes())
    assert f"Release 2026.1, changeset\n    {about['eudefence']['changeset']}," in page
    assert "http://localhost/releases/2026.1/" in page


@pytest.mark.parametrize("page", ["", "2026.1/", "index.json", "catalogue.jsonld"])
def test_pages_are_asked_for_again_and_sent_only_if_they_changed(shelf: Path, page: str) -> None:
    address = f"/releases/{page}"
    response = ask(address)
    assert (response.status_code, response["Cache-Control"]) == (200, "public, no-cache")
    assert ask(address, if_none_match=response["ETag"]).status_code == 304
    assert "default-src 'self'" in response["Content-Security-Policy"]


def test_programs_find_every_file_in_the_index(shelf: Path) -> None:
    index = json.loads(ask("/releases/index.json").body)
    assert index["latest"] == "2026.1"
    assert [release["name"] for release in index["releases"]] == ["2026.1", "paper"]
    for release in index["releases"]:
        assert {file["path"] for file in release["files"]} == {f.name for f in (shelf / release["name"]).iterdir()}
        for file in release["files"]:
            whole = (shelf / release["name"] / file["path"]).read_bytes()
            assert (file["bytes"], file["sha256"]) == (len(whole), hashlib.sha256(whole).hexdigest())
            assert file["url"] == f"/releases/{release['name']}/{file['path']}"


def test_catalogues_find_every_release(shelf: Path) -> None:
    response = ask("/releases/catalogue.jsonld")
    assert response["Content-Type"] == "application/ld+json"
    found = json.loads(response.body)
    assert [each["@id"] for each in found["dcat:dataset"]] == ["2026.1/", "paper/"]
    assert found["dcat:hasCurrentVersion"] == {"@id": "2026.1/"}


@pytest.mark.parametrize("damaged", ["datapackage.json", "SHA256SUMS"])
def test_a_damaged_release_does_not_take_the_others_along(
    shelf: Path, tmp_path: Path, damaged: str, caplog: pytest.LogCaptureFixture
) -> None:
    folder = shutil.copytree(shelf, tmp_path / "releases")
    (folder / "2026.1" / damaged).chmod(0o644)
    (folder / "2026.1" / damaged).write_text("{")
    with override_settings(RELEASES=folder):
        assert [each["name"] for each in json.loads(ask("/releases/index.json").body)["releases"]] == ["paper"]
        assert ask("/releases/2026.1/").status_code == 404
    assert "manage.py verify_release 2026.1" in caplog.text


def test_a_missing_file_does_not_take_the_others_along(shelf: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(shelf, tmp_path / "releases")
    (folder / "2026.1" / "actor.csv").unlink()
    with override_settings(RELEASES=folder):
        assert ask("/releases/2026.1/actor.csv").status_code == 404
        assert ask("/releases/2026.1/").status_code == ask(CSV).status_code == 200


def test_before_there_is_a_release_the_pages_say_so(tmp_path: Path) -> None:
    with override_settings(RELEASES=tmp_path / "none"):
        assert "No release has files here yet" in ask("/releases/").body.decode()
        assert json.loads(ask("/releases/index.json").body) == {"latest": None, "releases": []}
        assert ask("/releases/latest/").status_code == 404


def test_rest_says_where_the_files_are(released: Path) -> None:
    row = json.loads(ask("/api/v1/releases/2026.1/").body)
    assert row["files"] == "/releases/2026.1/"
    assert ask(row["files"]).status_code == 200

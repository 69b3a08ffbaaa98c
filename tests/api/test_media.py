"""Whole sets as CSV and as NDJSON."""

import csv
import io
import json
import time
from datetime import date
from threading import BoundedSemaphore
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from apps.api import exports as sending
from apps.chronicle import copying, exports
from apps.chronicle import lines as by_row
from apps.chronicle.copying import HARMLESS
from apps.chronicle.exports import batches
from apps.chronicle.questions import Question
from apps.chronicle.resources import RESOURCES
from apps.chronicle.shapes import shape
from tests.api.asking import API, SEEDED, get, refused

pytestmark = pytest.mark.usefixtures("seeded")
FORMS = ["csv", "ndjson"]
QUERIES = [
    "memberships{}?target=e5,eurocorps&valid_at=2021-06-30",
    "memberships{}?standing=all&valid_from=2020-01-01&certainty=possible&ordering=-start_latest,role",
    "formats{}?q=eurocorps&known_at=release:paper",
    "partnerships{}?parties=norway&fields=parties,areas",
    "citations{}?subject=poland-eurocorps-framework-nation&known_at=changeset:1",
]


def ask(address: str, **headers: str) -> Any:
    response = Client(headers={"host": "localhost"} | headers).get(API + address)
    assert response.status_code == 200, response.getvalue()
    return response


def lines(address: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in ask(address).getvalue().decode().splitlines()]


def table(address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(ask(address).getvalue().decode(), newline="")))


def cells(row: dict[str, Any], header: list[str]) -> dict[str, str]:
    """What a row of CSV says, from the JSON of the row."""
    return {column: _cell(row, column) for column in header}


def _cell(row: dict[str, Any], column: str) -> str:
    link, _, part = column.rpartition("_")
    if link in row and part in ("slug", "name", "kind"):
        links = row[link] if isinstance(row[link], list) else [row[link]]
        return "|".join(each[part] for each in links if each)
    value = row[column]
    if isinstance(value, bool):
        return str(value).lower()
    return "|".join(value) if isinstance(value, list) else "" if value is None else str(value)


@pytest.fixture(autouse=True)
def slots(monkeypatch: pytest.MonkeyPatch) -> None:
    """Listeners here do not all wait for the end."""
    monkeypatch.setattr(sending, "slots", BoundedSemaphore(3))


@pytest.mark.parametrize("name", RESOURCES)
def test_every_resource_gives_the_same_rows_as_json_as_lines_and_as_table(name: str) -> None:
    standing = "?standing=all" if RESOURCES[name].standing else ""
    whole = lines(f"{name}.ndjson{standing}")
    found = get(f"{name}/{standing or '?'}&page_size=500&count=exact")
    assert len(whole) == found["count"]
    assert whole[:500] == found["results"]
    rows = table(f"{name}.csv{standing}")
    assert [{key: value.removeprefix("'") for key, value in row.items()} for row in rows] == [
        {key: value.removeprefix("'") for key, value in cells(row, list(rows[0])).items()} for row in whole
    ]


@pytest.mark.parametrize("name", RESOURCES)
def test_the_database_writes_the_bytes_that_we_write_row_by_row(name: str) -> None:
    resource = RESOURCES[name]
    for question in (Question(), Question(valid_at=date(2020, 1, 1))) if resource.dated else (Question(),):
        found = [row for batch in batches(resource, question, SEEDED) for row in batch]
        columns, keys = by_row.columns(resource), copying.shown(resource, None)
        table = by_row.header(columns) + by_row.table(by_row.flat(resource, row, columns) for row in found)
        assert b"".join(copying.csv(resource, question, columns, SEEDED)) == table
        objects = by_row.objects(shape(resource, row) for row in found)
        assert b"".join(copying.ndjson(resource, question, keys, SEEDED)) == objects


@pytest.mark.parametrize("query", QUERIES)
def test_filters_orders_fields_and_both_clocks_hold_in_every_form(query: str) -> None:
    rows = get(query.format("/"))["results"]
    assert rows
    assert lines(query.format(".ndjson")) == rows
    found = table(query.format(".csv"))
    assert found == [cells(row, list(found[0])) for row in rows]


def test_suffix_or_accept_header_choose_the_form_and_the_suffix_wins() -> None:
    by_suffix, by_header = ask("formats.csv"), ask("formats/", accept="text/csv")
    assert by_suffix["Content-Type"] == by_header["Content-Type"] == "text/csv; charset=utf-8"
    assert by_suffix.getvalue() == by_header.getvalue()
    assert ask("formats.ndjson", accept="text/html")["Content-Type"].startswith("application/x-ndjson")
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    assert ask("formats/", accept=browser)["Content-Type"] == "application/json"
    assert ask("formats.json")["Content-Type"] == "application/json"
    assert refused("formats.xml")[1]["detail"] == (
        "There is no form “.xml” of this. Known: .json, .csv, .ndjson, .jsonld."
    )


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("application/json;q=0, text/csv", "text/csv"),
        ("text/csv;q=0.1, application/ld+json;q=0.9", "application/ld+json"),
        ("application/x-ndjson;q=0.5, */*;q=0.1", "application/x-ndjson"),
        ("application/*", "application/json"),
        ("application/json; charset=utf-8", "application/json"),
    ],
)
def test_of_several_forms_the_one_that_is_liked_best_is_sent(accept: str, media: str) -> None:
    assert ask("formats/", accept=accept)["Content-Type"].split(";")[0] == media


@pytest.mark.parametrize("accept", ["*/*;q=0", "application/json;q=0", "image/png", ","])
def test_what_is_not_liked_at_all_is_not_sent(accept: str) -> None:
    response = Client(headers={"host": "localhost", "accept": accept}).get(f"{API}formats/pesco/history/")
    assert response.status_code == 406
    assert "Known: " in response.json()["detail"]


def test_forms_are_kept_and_validated_apart_and_named_by_their_changeset() -> None:
    answers = [ask("formats/", accept=media) for media in ("application/json", "text/csv", "application/x-ndjson")]
    assert len({answer["ETag"] for answer in answers}) == 3
    assert all("Accept" in answer["Vary"] and answer["Eudefence-Changeset"] == str(SEEDED) for answer in answers)
    assert [answer.getvalue() for answer in answers]
    assert answers[1]["Content-Disposition"] == f'attachment; filename="formats-changeset-{SEEDED}.csv"'
    again = Client(headers={"host": "localhost", "if-none-match": answers[1]["ETag"], "accept": "text/csv"})
    assert again.get(f"{API}formats/").status_code == 304
    head = Client(headers={"host": "localhost"}).head(f"{API}formats.csv")
    assert (head.status_code, head.content, head["ETag"] != "") == (200, b"", True)


def test_an_empty_table_still_has_its_header_and_an_empty_set_of_lines_is_empty() -> None:
    assert ask("formats.csv?known_at=changeset:0").getvalue().decode().startswith("slug,url,name,kind,status,")
    assert ask("formats.csv?known_at=changeset:0&fields=name,part_of").getvalue() == (
        b"slug,name,part_of_slug,part_of_name,part_of_kind\r\n"
    )
    assert ask("formats.ndjson?known_at=changeset:0").getvalue() == b""


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("query", ["page_size=5", "cursor=x", "count=exact", "expand=actor", "colour=red", "role=boss"])
def test_what_whole_sets_do_not_take_is_a_problem(form: str, query: str) -> None:
    status, problem = refused(f"memberships.{form}?{query}")
    assert (status, problem["errors"][0]["parameter"]) == (400, query.split("=")[0])


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        *((text, f"'{text}") for text in ("=1+1", "+49 30", "-x", "@a", "\ta", "\r=1", "-5=1")),
        *((text, text) for text in ("-5", "+3.25", "a=b", '"a",\nb', "")),
    ],
)
def test_no_cell_can_be_run_by_a_spreadsheet_and_numbers_stay_numbers(text: str, cell: str) -> None:
    with connections["reader"].cursor() as cursor:
        cursor.execute(f"select {HARMLESS.format('note')} from (values (%s)) row(note)", [text])
        assert cursor.fetchone() == (cell,)
    assert list(csv.reader(io.StringIO(by_row.table([["x", text]]).decode(), newline=""))) == [["x", cell]]


@pytest.mark.parametrize("form", FORMS)
def test_an_export_that_fails_before_its_first_byte_is_a_problem(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "PATIENCE", "1ms")
    assert refused(f"citations.{form}")[0] == 504


def test_rows_come_batch_by_batch_and_leave_no_connection_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "BATCH", 10)
    found = batches(RESOURCES["actors"], Question(), 2)
    assert [len(next(found)), len(next(found))] == [10, 10]
    assert waiting(1)
    found.close()
    assert waiting(0)
    monkeypatch.setattr(copying, "PIECE", 1000)
    response = ask("citations.ndjson")
    assert 1 <= next(iter(response.streaming_content)).count(b"\n") < 10
    assert waiting(1)
    response.close()
    assert waiting(0)


def waiting(expected: int) -> bool:
    """Whether so many readers stand in a transaction; a closed connection is gone a moment later."""
    asked = """select count(*) from pg_stat_activity where datname = current_database()
                and usename = current_user and state in ('active', 'idle in transaction')
                and pid <> pg_backend_pid()"""
    until = time.monotonic() + 5
    while time.monotonic() < until:
        with connections["reader"].cursor() as cursor:
            cursor.execute(asked)
            if cursor.fetchone()[0] == expected:
                return True
        time.sleep(0.02)
    return False

"""A file of rows is seen cell by cell, then proposed as one changeset; wrong rows cost the others nothing."""

import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from apps.actors.models import Actor
from apps.cooperation.models import CooperationCitation, Membership
from apps.curation.models import Import
from apps.record.actions import withdraw
from apps.record.changesets import changeset
from apps.record.models import Changeset, PendingChangeset, State, Verb
from apps.record.pending.reviewing import approve
from apps.record.pending.undoing import undo
from tests.curation.importing.files import csv_of, workbook_of
from tests.curators import RECORDS, page, record, registered, reviewer

COLUMNS = "member_actor,target_format,role,start_edtf,source,locator"
GOOD = "norway,eurocorps,member,May 2025,report,p. 4"
ACTORS = "actors.actor"
STATES = ("norway", "spain", "italy")


@pytest.fixture
def states(rows: Any) -> None:
    record(*(Actor(slug=name, name=name.title(), kind="state") for name in STATES))


def sent(browser: Client, file: Any, model: str = "cooperation.membership") -> Any:
    return browser.post(reverse("admin:import"), {"model": model, "file": file})


def looked_at(browser: Client, *lines: str, model: str = "cooperation.membership") -> tuple[str, str]:
    """The address of the lines of a CSV file, and what its page says."""
    answer = sent(browser, csv_of(*lines), model)
    assert answer.status_code == 302, said(answer)
    return answer.url, said(browser.get(answer.url))


def said(answer: Any) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def take(browser: Client, url: str, *lines: int, **entries: str) -> Any:
    return browser.post(url, {"line": lines, "reason": "From a list", "verb": "correct", **entries})


def test_fourteen_rows_of_which_two_are_wrong_become_one_proposal_of_twelve(cora: Client, states: None) -> None:
    rows = [f"norway,eurocorps,observer,{1993 + 2 * n},{1993 + 2 * n},yes,report,p. {n}" for n in range(12)]
    wrong = ["atlantis,eurocorps,member,2022,,,report,", "spain,eurocorps,membre,2022-13,,,report,"]
    header = "member_actor,target_format,role,start_edtf,end_edtf,ended,source,locator"
    url, page = looked_at(cora, header, *rows, *wrong)
    assert "12 new" in page
    assert "2 wrong" in page
    for sentence in ("“atlantis”: there is no actor with this slug.", "“membre”: is none of", "“2022-13”"):
        assert sentence in page
    assert Membership.objects.count() == 1
    answer = take(cora, url, *range(2, 14))
    assert answer.status_code == 302, said(answer)
    pending = PendingChangeset.objects.get()
    assert answer.url.endswith(f"/{pending.pk}/change/")
    assert (pending.state, pending.changes.count()) == (State.IN_REVIEW, 24)
    batch = Import.objects.get()
    assert batch.pending == pending
    assert batch.digest[:12] in pending.reason
    assert Membership.objects.count() == 1
    number = approve(pending=pending, reviewer=reviewer("rex", "Rex"))
    assert Membership.objects.filter(withdrawn=False).count() == 13
    assert f"changeset {number}, undo" in said(cora.get(reverse("admin:import")))
    with changeset(reason="Undo", verb=Verb.CORRECT, author="Rex"):
        undo(number=number)
    assert Membership.objects.filter(withdrawn=False).count() == 1


def month_by_month(count: int) -> list[str]:
    """Lines of an observer who came and went each month."""
    months = [f"{1993 + n // 12}-{n % 12 + 1:02}" for n in range(count)]
    return [f"norway,eurocorps,observer,{month}-01,{month}-20,yes,report,p. 1" for month in months]


def test_what_the_database_refuses_is_told_by_line_for_few_statements_more(cora: Client, states: None) -> None:
    header = "member_actor,target_format,role,start_edtf,end_edtf,ended,source,locator"
    overlap = "norway,eurocorps,observer,1994-01-10,1994-01-11,yes,report,p. 2"
    before_it_was = "spain,eurocorps,observer,1801,1802,yes,report,p. 3"
    lines = month_by_month(62)
    with CaptureQueriesContext(connection) as good:
        _, page = looked_at(cora, header, *lines)
    assert "62 new" in page
    with CaptureQueriesContext(connection) as bad:
        url, page = looked_at(cora, header, *lines[:30], overlap, *lines[30:], before_it_was)
    assert "62 new" in page
    assert "2 wrong" in page
    assert "already has this role in this target on some of these days" in page
    assert "shares no possible day" in page
    # Row by row it would be more for each line than all take together.
    assert len(bad) - len(good) < 5 * len(lines), (len(good), len(bad))
    assert take(cora, url, *range(2, 32), *range(33, 65)).status_code == 302
    assert PendingChangeset.objects.get().changes.count() == 2 * 62


def test_a_row_is_written_as_the_forms_write_it(client: Client, states: None) -> None:
    url, _ = looked_at(client, COLUMNS, GOOD)
    take(client, url, 2)
    spell = Membership.objects.get(slug="norway-eurocorps-member")
    assert (spell.start_edtf, spell.standing, spell.version) == ("2025-05", "in-force", 1)
    citation = CooperationCitation.objects.get(membership=spell.slug)
    assert (citation.source_id, citation.locator, citation.stance) == ("report", "p. 4", "supports")
    made = Changeset.objects.latest("number")
    assert {each.verb for each in spell.history.filter(opened=made.number)} == {"add"}


def test_the_same_file_again_changes_nothing(client: Client, states: None) -> None:
    take(client, looked_at(client, COLUMNS, GOOD)[0], 2)
    number = Changeset.objects.latest("number").number
    url, page = looked_at(client, COLUMNS, GOOD)
    assert "1 same" in page
    take(client, url, 2)
    assert Changeset.objects.latest("number").number == number


def test_what_a_file_says_twice_is_new_once(client: Client, states: None) -> None:
    url, page = looked_at(client, COLUMNS, GOOD, GOOD)
    assert "1 new" in page
    assert "1 same" in page
    take(client, url, 2, 3)
    assert Membership.objects.filter(member_actor="norway").count() == 1


def test_a_line_may_build_on_an_earlier_one(client: Client, states: None) -> None:
    header = "slug,member_actor,target_format,role,start_edtf,follows,source"
    former, next_one = "norway-eurocorps-observer", "norway-eurocorps-member"
    lines = [
        f"{former},norway,eurocorps,observer,2020,,report",
        f"{next_one},norway,eurocorps,member,2022,{former},report",
    ]
    url, page = looked_at(client, header, *lines)
    assert "2 new" in page
    take(client, url, 2, 3)
    assert Membership.objects.get(slug=next_one).follows_id == former


def test_two_lines_of_one_record_are_written_in_turn(client: Client, states: None) -> None:
    slug = Membership.objects.get().slug
    url, page = looked_at(client, "slug,note", f"{slug},First.", f"{slug},Second.")
    assert "2 changed" in page
    take(client, url, 2, 3)
    assert Membership.objects.get().note == "Second."


def test_a_slug_changes_that_record_in_the_columns_of_the_file(client: Client, states: None) -> None:
    before = Membership.objects.get()
    url, page = looked_at(client, "slug,end_edtf,ended", f"{before.slug},2024-06,yes")
    assert "end_edtf: 2024-06" in page
    assert "ended: no yes" in page
    take(client, url, 2, verb="end")
    now = Membership.objects.get()
    assert (now.end_edtf, now.ended, now.start_edtf, now.role) == ("2024-06", True, before.start_edtf, before.role)
    assert now.history.latest("opened").verb == "end"


def test_every_wrong_cell_is_named_at_once_with_its_value(cora: Client, states: None) -> None:
    header = "member_actor,target_format,role,start_edtf,ended,verified_on,source,consulted_on"
    _, page = looked_at(cora, header, "nobody,nowhere,boss,20222,perhaps,yesterday,no-source,never")
    for value in ("nobody", "nowhere", "boss", "20222", "perhaps", "yesterday", "no-source", "never"):
        assert f"“{value}”" in page, value


def test_a_line_is_told_all_that_is_wrong_with_it_at_once(cora: Client, states: None) -> None:
    header = "member_actor,target_format,role,start_edtf,end_edtf,ended,source"
    _, page = looked_at(cora, header, "norway,eurocorps,member,2025,2023,yes,")
    assert "at least one source" in page
    assert "The end lies before the start" in page


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("norway,eurocorps,member,2025,,", "source"),
        ("poland,eurocorps,member,2023,report,", "already has this role"),
        (",eurocorps,member,2023,report,", "Choose exactly one member"),
        ("norway,eurocorps,,2023,report,", "cannot be blank"),
    ],
)
def test_what_a_form_refuses_a_file_is_refused_too(cora: Client, states: None, row: str, sentence: str) -> None:
    _, page = looked_at(cora, COLUMNS, row, GOOD)
    assert sentence in page
    assert "1 new" in page
    assert "1 wrong" in page


def test_a_wrong_line_that_is_ticked_all_the_same_writes_nothing(client: Client, states: None) -> None:
    url, _ = looked_at(client, COLUMNS, GOOD, "atlantis,eurocorps,member,2022,report,")
    number = Changeset.objects.latest("number").number
    page = said(take(client, url, 2, 3))
    assert "Nothing was written." in page
    assert "line 3: member_actor “atlantis”" in page
    assert Changeset.objects.latest("number").number == number


@pytest.mark.parametrize(("lines", "entries"), [((), {}), ((2,), {"reason": ""})])
def test_lines_and_a_reason_are_asked_for(cora: Client, states: None, lines: Any, entries: Any) -> None:
    url, _ = looked_at(cora, COLUMNS, GOOD)
    assert take(cora, url, *lines, **entries).status_code == 200
    assert not PendingChangeset.objects.exists()


def test_a_workbook_does_what_the_csv_does(client: Client, states: None) -> None:
    answer = sent(client, workbook_of(COLUMNS.split(","), GOOD.split(",")))
    take(client, answer.url, 2)
    assert Membership.objects.filter(slug="norway-eurocorps-member").exists()


def test_scripts_in_cells_are_shown_as_text(cora: Client, states: None) -> None:
    url, _ = looked_at(cora, "slug,name,kind,source", "x,<script>alert(1)</script>,state,report", model=ACTORS)
    page = cora.get(url).content.decode()
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


def test_a_withdrawn_record_is_not_changed(client: Client, states: None) -> None:
    withdraw(row=Actor.objects.get(slug="norway"), reason="Twice there", author="Rex")
    _, page = looked_at(client, "slug,name", "norway,Noreg", model=ACTORS)
    assert "“norway” is withdrawn" in page


def test_the_template_of_every_kind_of_record_is_a_file_that_is_read(client: Client, rows: Any) -> None:
    for model in RECORDS:
        label = model._meta.label_lower
        columns = client.get(f"{reverse('admin:import_template')}?model={label}").content.decode().strip()
        line = f"{rows[model].slug}-2" + "," * columns.count(",")
        _, page = looked_at(client, columns, line, model=label)
        assert "1 wrong" in page, label
        assert str(registered(model).opts.verbose_name_plural) in page


def test_a_file_that_is_refused_says_so_on_the_page(cora: Client, rows: Any) -> None:
    answer = sent(cora, csv_of("nmae", "x"))
    assert "There is no column “nmae”." in said(answer)
    assert not Import.objects.exists()


@pytest.mark.parametrize("key", ["0", "x", "²", "99999"])
def test_an_import_that_is_not_there_is_not_found(cora: Client, rows: Any, key: str) -> None:
    assert cora.get(f"{reverse('admin:import')}?batch={key}").status_code == 404


@pytest.mark.parametrize("model", RECORDS)
def test_every_list_leads_to_the_import_of_its_records(model: Any, rows: Any, cora: Client) -> None:
    address = f"{reverse('admin:import')}?model={model._meta.label_lower}"
    shown = cora.get(page(model, "changelist")).content.decode()
    assert f'href="{address}"' in shown
    assert cora.get(address).status_code == 200


def test_a_list_of_what_is_no_record_leads_to_no_import(rows: Any, cora: Client) -> None:
    assert "Import…" not in cora.get(reverse("admin:curation_savedfilter_changelist")).content.decode()

"""A lawful take-down: only the owner of the tables can, it reaches every door and paper, and it leaves its trace."""

from io import StringIO
from typing import Any

import psycopg
import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from apps.actors.models import Actor
from apps.cooperation.models import CooperationCitation, Membership
from apps.curation.models import Import, Suggestion
from apps.record.changesets import changeset
from apps.record.models import Changeset, PendingChange, PendingChangeset, Redaction, State, Verb
from apps.record.pending.proposing import proposed
from apps.record.pending.reviewing import comment
from apps.record.redaction import AUTHOR, REDACTED, columns_of, redactable
from apps.sources.models import Source
from tests.curators import curator, examples, page, reviewer
from tests.databases import become, connected
from tests.record.admin.conftest import static_files
from tests.record.tables import number, query

__all__ = ["static_files"]
WORDS = "Mr Example"
LIBEL = f"{WORDS} took “the” money."
GROUND = "Order of a court."
SPELL = "poland-eurocorps-member"
CITATION = "membership-poland-eurocorps-member-report-1"
DOORS = (
    f"/api/v1/memberships/{SPELL}/?known_at=changeset:%d",
    f"/api/v1/memberships/{SPELL}/history/",
    "/api/v1/memberships.csv?known_at=changeset:%d",
    f"/api/v1/citations/{CITATION}/?known_at=changeset:%d",
    f"/api/v1/citations/{CITATION}/history/",
    "/api/v1/sources/report/?known_at=changeset:%d",
    "/api/v1/changes/?after=0",
    "/api/v1/changesets/",
    "/api/v1/diff/?known_from=changeset:%d&known_to=changeset:%d",
    f"/memberships/{SPELL}/?known_at=changeset:%d",
    "/sources/report/?known_at=changeset:%d",
    "/changes.atom",
)


@pytest.fixture
def libel(own_db: str, static_files: None) -> int:
    """Published, changed since, proposed again, commented on, imported and suggested; the number of changesets."""
    examples()
    for note in (f"They say: {LIBEL}", "Nothing is known.", LIBEL):
        Membership.objects.update(note=note)
    CooperationCitation.objects.filter(slug=CITATION).update(as_printed=LIBEL)
    Source.objects.update(authors=["A. Writer", LIBEL])
    with changeset(reason=LIBEL, verb=Verb.CORRECT, author=WORDS):
        Actor.objects.update(note="Otherwise.")
    user = curator("cora", "Cora Example")
    with proposed(user=user, reason=LIBEL, verb=Verb.CORRECT, state=State.IN_REVIEW):
        Membership.objects.update(note=f"{LIBEL} So they say.")
    comment(pending=PendingChangeset.objects.get(), user=user, text=LIBEL)
    Import.objects.create(
        name="x.csv", digest="0", model="cooperation.membership", columns=["note"], rows=[[LIBEL]], user=user
    )
    Suggestion.objects.create(resource="memberships", slug=SPELL, text=LIBEL, sender="x")
    return number()


TAKEN = (
    ("cooperation.membership", SPELL, "note"),
    ("cooperation.cooperationcitation", CITATION, "as_printed"),
    ("sources.source", "report", "authors"),
    ("record.changeset", "7", "reason"),
    ("record.changeset", "7", "author"),
)


def redact(*where: str, **options: Any) -> str:
    said = StringIO()
    become("owner")
    try:
        call_command("redact", *where, **({"words": WORDS, "ground": GROUND, "stdout": said} | options))
    finally:
        become("app")
    return said.getvalue()


def everything(until: int) -> str:
    """What every door says of every moment until a number."""
    rex = Client()
    rex.force_login(User.objects.filter(username="rex").first() or reviewer("rex", "Rex Example"))
    anybody, texts = Client(headers={"host": "localhost"}), []
    for address in DOORS:
        for n in range(1, until + 1) if "%d" in address else (0,):
            texts.append(b"".join(anybody.get(address.replace("%d", str(n)))).decode())
    spell, pending = Membership.objects.get().pk, PendingChangeset.objects.get().pk
    pages = [page(Membership, "history", spell), page(Membership, "change", spell), reverse("admin:index"),
             reverse("admin:record_pendingchangeset_change", args=[pending]), reverse("admin:import"),
             f"{reverse('admin:import')}?batch={Import.objects.get().pk}", "/admin/curation/suggestion/",
             *(reverse("admin:record_changeset_change", args=[n]) for n in range(1, until + 1))]  # fmt: skip
    texts += [rex.get(address).content.decode() for address in pages]
    for role in ("reader", "analyst"):
        with connected(role) as login:
            for relation in ("membership", "citation", "source", "changeset"):
                for suffix in ("", "_history") if relation != "changeset" else ("",):
                    rows = login.execute(f"select * from eudefence.{relation}{suffix}".encode()).fetchall()
                    texts.append(str(rows))
    return " ".join(texts)


def test_no_door_and_no_paper_says_it_any_more(libel: int) -> None:
    before = everything(libel)
    assert before.count(WORDS) > 50
    for where in TAKEN:
        assert "Redacted in" in redact(*where)
    after = everything(number())
    assert WORDS not in after
    assert REDACTED in after
    for table in query(
        "select oid::regclass::text from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"
    ):
        held = query(f"select count(*) from {table[0]} t where position(%s in to_jsonb(t)::text) > 0", WORDS)
        assert held == [(0,)], table


def test_every_version_that_says_so_is_redacted_and_no_other(libel: int) -> None:
    redact(*TAKEN[0])
    spell = Membership.objects.get()
    said = list(spell.history.order_by("history_id").values_list("note", flat=True))
    assert said == ["", REDACTED, "Nothing is known.", REDACTED, REDACTED]
    assert spell.note == REDACTED
    redact(*TAKEN[2])
    assert Source.objects.get().authors == ["A. Writer", REDACTED]


def test_an_address_is_emptied(libel: int) -> None:
    Source.objects.update(url="https://example.org/mr-example")
    redact("sources.source", "report", "url", words="mr-example")
    assert set(Source.objects.get().history.values_list("url", flat=True)) == {""}
    assert Source.objects.get().url == ""


def test_an_answer_made_before_is_not_given_again(libel: int) -> None:
    """Not even that of a moment that cannot change any more: its validator is another one."""
    anybody = Client(headers={"host": "localhost"})
    address = f"/api/v1/memberships/{SPELL}/?known_at=changeset:2"
    had = anybody.get(address)
    redact(*TAKEN[0])
    again = anybody.get(address, headers={"if-none-match": had["ETag"]})
    assert again.status_code == 200
    assert again["ETag"] != had["ETag"]
    assert anybody.get(address, headers={"if-modified-since": "Wed, 01 Jan 2025 00:00:00 GMT"}).status_code == 200
    assert Changeset.objects.latest("number").number == libel + 1


def test_what_only_the_past_said_moves_the_number_too(libel: int) -> None:
    Membership.objects.update(note="Nothing.")
    newest = number()
    redact(*TAKEN[0])
    assert number() == newest + 1
    assert Membership.objects.get().note == "Nothing."


def test_that_it_happened_stays_and_what_it_said_does_not(libel: int) -> None:
    redact(*TAKEN[0])
    trace = Redaction.objects.get()
    assert (trace.model, trace.slug, trace.column) == TAKEN[0]
    assert (trace.versions, trace.ground, trace.db_user) == (2, GROUND, "eudefence_owner")
    told = Changeset.objects.latest("number")
    assert (told.author, told.reason) == (AUTHOR, f"Taken down: {GROUND}")


def test_undoing_it_brings_nothing_back(libel: int) -> None:
    redact(*TAKEN[0])
    change = PendingChange.objects.get()
    assert change.after == {"note": REDACTED}
    assert change.before == {"note": REDACTED}


def test_a_dry_run_changes_nothing(libel: int) -> None:
    assert "It would be redacted in 2 versions" in redact(*TAKEN[0], dry_run=True)
    assert Membership.objects.get().note == LIBEL
    assert (number(), Redaction.objects.count()) == (libel, 0)


def test_history_is_guarded_again_afterwards(libel: int) -> None:
    redact(*TAKEN[0])
    with connected("owner") as owner:
        for statement in ("update sources_historicalsource set note = 'x'", "update record_changeset set reason = ''",
                          "delete from record_redaction", "update record_redaction set ground = ''"):  # fmt: skip
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                owner.execute(statement.encode())


@pytest.mark.parametrize("role", ["app", "reader", "analyst"])
def test_nobody_else_can(libel: int, role: str) -> None:
    history = f"public.{Membership.history.model._meta.db_table}"
    forbidden = (
        f"set eudefence.rewrite_history = 'on'; update {history} set note = ''",
        f"alter table {history} disable trigger append_only",
        "set eudefence.rewrite_history = 'on'; update public.record_changeset set reason = ''",
        'insert into public.record_redaction (model, slug, "column", versions, ground, done_at, db_user) '
        "values ('', '', '', 0, '', now(), '')",
        "update public.record_redaction set ground = ''",
        "delete from public.record_redaction",
        "truncate public.record_redaction",
    )
    with connected(role) as login:
        login.execute("set default_transaction_read_only = off")
        for statement in forbidden:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                login.execute(statement.encode())


def test_the_command_refuses_the_application_and_changes_nothing(libel: int) -> None:
    with pytest.raises(CommandError, match="Only the owner"):
        call_command("redact", *TAKEN[0], words=WORDS, ground=GROUND)
    connection.close()
    assert Membership.objects.get().note == LIBEL
    assert not Redaction.objects.exists()


@pytest.mark.parametrize(
    ("where", "options", "said"),
    [
        (TAKEN[0], {"words": "nobody says this"}, "No version"),
        ((*TAKEN[0][:2], "role"), {}, "holds no free text"),
        (("cooperation.membership", "no-such", "note"), {}, "No version"),
        (("cooperation.treaty", SPELL, "note"), {}, "no kind of record"),
        (TAKEN[0], {"ground": " "}, "on what ground"),
        (("record.changeset", "99", "reason"), {}, "No version"),
    ],
)
def test_what_cannot_be_redacted_is_said(libel: int, where: Any, options: Any, said: str) -> None:
    with pytest.raises(CommandError, match=said):
        redact(*where, **options)
    assert not Redaction.objects.exists()


def test_every_text_that_people_write_can_be_redacted() -> None:
    assert set(columns_of(Source)) == {
        "title", "authors", "container", "number", "publisher", "url", "archived_url", "language", "note",
        "withdrawn_reason",
    }  # fmt: skip
    assert all(columns_of(model) for model in redactable().values())

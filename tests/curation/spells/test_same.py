"""What an import leaves cannot be told from the same spells saved one by one."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from apps.cooperation.models import CooperationCitation, Membership
from apps.record.actions import save
from apps.record.changesets import changeset
from apps.record.models import Verb
from apps.record.refusals import check_deferred
from apps.record.slugs import free_slug
from apps.temporal.typed import understand
from tests.api.asking import API
from tests.curation.spells import world
from tests.databases import clone, connected
from tests.record.tables import number

EVIDENCE = ("source", "locator", "as_printed", "asserted_start", "consulted_on")
LINKS = ("member_actor", "member_format", "target_format", "target_instrument", "target_actor", "follows", "proposal")
TABLES = "select tablename from pg_tables where schemaname = 'public' and tablename ~ '^(cooperation|record|curation)_'"
# When it was written, and the order in which rows of one changeset were, which nobody sees.
OF_THE_MOMENT = {"id", "history_id", "history_date", "instant", "txid"}
# Each version beside the record that has its id.
ORPHANS = "select count(*) from {0}historical{1} h left join {0}{1} r using (id, slug) where r.id is null"
MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z?|\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT")
ADDRESSES = (
    "memberships/?standing=all&expand=actor,target,citations&page_size=500",
    "memberships.csv?standing=all", "citations/?page_size=500", "changes/?after=0&page_size=500",
    "memberships/norway-corps-first/history/", "memberships/sweden-corps-observer/?expand=citations",
    "matrix/?standing=all", "timeline/?", "overlaps/?valid_at=2023-06-01&formats=corps,other",
)  # fmt: skip


def one_by_one(text: str) -> None:
    """Save the lines of TEXT as the admin would, each former spell before the one that follows it."""
    waiting = world.lines(text)
    user = User.objects.get(username="rita")
    with changeset(reason=world.REASON, verb=Verb.ADD, user=user):
        while waiting:
            now = [line for line in waiting if line["follows"] not in {each["slug"] for each in waiting} - {""}]
            for line in now:
                _save(line)
            waiting = [line for line in waiting if line not in now]
        check_deferred()


def _save(line: dict[str, str]) -> None:
    spell = Membership(
        **{f"{name}_id": line[name] or None for name in LINKS},
        slug=line["slug"], role=line["role"], note=line["note"], ended=line["ended"] == "yes",
        start_edtf=understand(line["start_edtf"]), end_edtf=line["end_edtf"],
        **({"standing": line["standing"]} if line["standing"] else {}),
    )  # fmt: skip
    ends = [spell.member_actor or spell.member_format, spell.target_format or spell.target_instrument]
    spell.slug = spell.slug or free_slug(Membership, ends[0], ends[1] or spell.target_actor, spell.role)
    save(spell)
    said = {name: line[name] or None if name == "consulted_on" else line[name] for name in EVIDENCE[1:]}
    citation = CooperationCitation(membership=spell, source_id=line["source"], **said)
    citation.slug = free_slug(CooperationCitation, "membership", spell, citation.source)
    save(citation)


def stands() -> dict[str, list[str]]:
    """All rows of all tables that an import could touch, without what tells the moment."""
    with connected("owner") as owner:
        tables = [name for (name,) in owner.execute(TABLES.encode())]
        rows = {
            t: [_lasting(row) for (row,) in owner.execute(f"select to_jsonb(t) from {t} t".encode())] for t in tables
        }
        for model in ("membership", "cooperationcitation"):
            assert owner.execute(ORPHANS.format("cooperation_", model).encode()).fetchone() == (0,)
    return {table: sorted(map(str, found)) for table, found in rows.items()}


def _lasting(row: dict[str, Any]) -> list[tuple[str, Any]]:
    return sorted((name, value) for name, value in row.items() if name not in OF_THE_MOMENT)


def answers(newest: int) -> dict[str, bytes]:
    client = Client(headers={"host": "localhost"})
    asked = [f"{API}{address}{pin}" for address in ADDRESSES for pin in ("", f"&known_at=changeset:{newest}")
             if "changes" not in address or not pin]  # fmt: skip
    found = {address: client.get(address.replace("/&", "/?")) for address in asked}
    assert {response.status_code for response in found.values()} == {200}
    return {address: MOMENT.sub(b"then", response.getvalue()) for address, response in found.items()}


@pytest.fixture
def both(own_db: str, tmp_path: Path) -> list[Any]:
    """What stands, and what is answered, after an import and after saving one by one, of the same world."""
    world.build()
    found = []
    for write in (lambda: world.imported(tmp_path / "spells.csv", world.GOOD), lambda: one_by_one(world.GOOD)):
        with clone(f"{own_db}_either", template=own_db):
            write()
            tables = stands()
            found.append((tables, answers(number())))
    return found


def test_an_import_cannot_be_told_from_saving_one_by_one(both: list[Any]) -> None:
    (tables, said), (tables_one, said_one) = both
    assert len(tables["cooperation_membership"]) == 3 + len(world.lines(world.GOOD))
    assert tables.keys() == tables_one.keys()
    for table in tables:
        assert tables[table] == tables_one[table], table
    for address in said:
        assert said[address] == said_one[address], address

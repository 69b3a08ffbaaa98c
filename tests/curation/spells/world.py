"""A small world for files of spells, and one that is good."""

import csv
import io
from io import StringIO
from pathlib import Path

from django.core.management import CommandError, call_command
from django.db import transaction

from apps.actors.models import Actor
from apps.cooperation.models import Format
from apps.record.actions import withdraw
from tests.curators import reviewer
from tests.factories import (
    ActorFactory,
    FormatFactory,
    InstrumentFactory,
    MembershipFactory,
    ProposalFactory,
    SourceFactory,
)

REASON = "From the lists of the secretariats"
# Links of every kind; dates in words, open, uncertain; names made and given; spells that follow one another, one in the
# file before the other, one of them after a spell that stands; the same citation's name twice.
GOOD = Path(__file__).with_name("good.csv").read_text(encoding="utf-8")
HEAD = GOOD.split("\n", 1)[0]


def build() -> None:
    """The world in which GOOD is good: committed, in the database in use."""
    with transaction.atomic():
        _facts()
    withdraw(row=Actor.objects.get(slug="gone"), reason="It never was")
    reviewer("rita", "Rita Reviewer")


def _facts() -> None:
    for slug in ("poland", "norway", "sweden", "alliance", "gone"):
        ActorFactory(slug=slug, start_edtf="..")
    for slug in ("corps", "other", "group", "other-member"):
        FormatFactory(slug=slug)
    InstrumentFactory(slug="fund")
    ProposalFactory(slug="idea")
    for slug in ("report", "paper"):
        SourceFactory(slug=slug)
    for slug, role, end in (
        ("sweden-corps-observer", "observer", ""),
        ("poland-other-member", "key-participant", "2016"),
        ("sweden-other-member", "member", "2020"),
    ):
        actor, target, _ = slug.split("-")
        MembershipFactory(
            slug=slug, member_actor=Actor.objects.get(slug=actor), target_format=Format.objects.get(slug=target),
            role=role, start_edtf="2012", end_edtf=end,
        )  # fmt: skip


def imported(file: Path, text: str, *, author: str = "rita", reason: str = REASON) -> str:
    """What the command says of a file with TEXT that it takes."""
    file.write_text(text, encoding="utf-8", newline="")
    said = StringIO()
    call_command("import_spells", file, author=author, reason=reason, stdout=said)
    return said.getvalue()


def refused(file: Path, text: str | bytes, *, author: str = "rita", reason: str = REASON) -> list[str]:
    """The lines in which the command refuses a file with TEXT."""
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return refused_at(file, author=author, reason=reason)


def refused_at(file: Path, *, author: str = "rita", reason: str = REASON) -> list[str]:
    said = StringIO()
    try:
        call_command("import_spells", file, author=author, reason=reason, stdout=StringIO(), stderr=said)
    except CommandError as error:
        return [*said.getvalue().splitlines(), str(error)]
    raise AssertionError("It was taken.")


def lines(text: str) -> list[dict[str, str]]:
    """The lines of a good file, with the names of their columns."""
    return [line for line in csv.DictReader(io.StringIO(text)) if any(line.values())]

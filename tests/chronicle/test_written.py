"""What the database writes of a row is, byte for byte, what is written here of its values."""

from datetime import date

import orjson
import pytest

from apps.chronicle.clock import pinned
from apps.chronicle.ordering import Column
from apps.chronicle.pages import Place, page
from apps.chronicle.questions import Question
from apps.chronicle.resources import RESOURCES, Resource
from apps.chronicle.shapes import REST, told
from apps.record.changesets import changeset
from apps.record.models import Verb
from tests.factories import MembershipFactory

QUESTIONS = {
    "all": Question(),
    "on a day": Question(valid_at=date(2018, 6, 1)),
    "in an order by what is written": Question(ordering=(Column("end_latest", descending=True), Column("note"))),
}
LETTERS = (*range(1, 0x180), 0x2028, 0x2029, 0xFDD0, 0xFEFF, 0xFFFD, 0xFFFF, 0x1F1EA, 0x10FFFF)


def both(resource: Resource, question: Question) -> tuple[bytes, bytes]:
    """A page, the rest of whose rows the database has finished, and the same from values alone."""
    with pinned() as known:
        one, other = (
            page(resource, question, Place(), 100, known.changeset, is_finished=each) for each in (True, False)
        )
        finished, plain = (orjson.dumps(told(resource, each.columns, each.values, known)) for each in (one, other))
    assert (REST in one.columns, REST in other.columns) == (resource.dated, False)
    assert one.next == other.next
    return finished, plain


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("name", RESOURCES)
def test_a_finished_row_is_the_row(name: str) -> None:
    resource = RESOURCES[name]
    for question in QUESTIONS.values() if resource.dated else [QUESTIONS["all"]]:
        finished, plain = both(resource, question)
        assert finished == plain


@pytest.mark.usefixtures("own_db")
def test_every_kind_of_letter_is_written_alike() -> None:
    said = "".join(map(chr, LETTERS))
    with changeset(reason="Odd letters", author="A. Curator", verb=Verb.ADD):
        MembershipFactory(note=said, start_edtf="2018", start_reason=said[::-1], end_reason=said)
    finished, plain = both(RESOURCES["memberships"], Question())
    assert finished == plain
    (row,) = orjson.loads(finished)
    assert row["note"] == said

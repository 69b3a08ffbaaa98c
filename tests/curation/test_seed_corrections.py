"""A later folder corrects a row of an earlier one, as long as no person changed it since."""

from pathlib import Path

import pytest
from django.core.management import CommandError

from apps.cooperation.models import Format, Membership
from apps.record.actions import publish, withdraw
from apps.record.models import Changeset, Verb
from tests.curation.folders import append, seed, write

pytestmark = pytest.mark.django_db

FILE = "02-second/corrections.yaml"
EARLIER = """\
- model: cooperation.format
  slug: eurocorps
  expects: {start_edtf: "1992"}
  fields: {start_edtf: "1992-05-22", start_reason: The decision of La Rochelle.}
"""
LATER = """\
- model: cooperation.format
  slug: eurocorps
  expects: {start_edtf: "1992-05-22", start_reason: The decision of La Rochelle.}
  fields: {start_edtf: "1993", start_reason: ""}
"""
DAY = """\
- model: cooperation.membership
  slug: poland-eurocorps-member
  expects: {start_edtf: "2021"}
  fields: {start_edtf: "2021-12-20"}
"""
SPLIT = """\
- model: cooperation.membership
  slug: poland-eurocorps-member
  expects: {follows: poland-eurocorps-observer}
  fields: {follows: poland-eurocorps-contributor}
"""
BETWEEN = """\
- model: cooperation.membership
  fields:
    slug: poland-eurocorps-contributor
    member_actor: poland
    target_format: eurocorps
    role: contributor
    start_edtf: "2015"
    follows: poland-eurocorps-observer
- model: cooperation.cooperationcitation
  fields: {slug: membership-poland-eurocorps-contributor-book, membership: poland-eurocorps-contributor, source: book}
"""


def corrected(place: Path, corrections: str = EARLIER) -> Path:
    """The good folders, the second of which corrects the first."""
    (write(place) / FILE).write_text(corrections)
    return place


def eurocorps() -> Format:
    return Format.objects.get(slug="eurocorps")


def test_the_row_is_corrected_in_the_changeset_of_the_folder_and_what_was_held_before_is_kept(tmp_path: Path) -> None:
    assert "02-second: added 2 in changeset 2, corrected 1, left 0" in seed(corrected(tmp_path))
    assert (eurocorps().start_edtf, eurocorps().start_reason) == ("1992-05-22", "The decision of La Rochelle.")
    versions = Format.history.filter(slug="eurocorps").order_by("opened")
    assert list(versions.values_list("opened", "verb", "start_edtf")) == [
        (1, "seed", "1992"),
        (2, "correct", "1992-05-22"),
    ]


def test_what_the_folder_adds_beside_is_seeded(tmp_path: Path) -> None:
    seed(corrected(tmp_path))
    assert set(Membership.history.values_list("verb", flat=True)) == {Verb.SEED}


def test_a_second_run_corrects_nothing(tmp_path: Path) -> None:
    seed(corrected(tmp_path))
    assert "02-second: nothing to add, left 3" in seed(tmp_path)
    assert Changeset.objects.count() == 2


def test_a_correction_added_later_is_made_then(tmp_path: Path) -> None:
    seed(write(tmp_path))
    assert "02-second: nothing to add, corrected 1, left 2" in seed(corrected(tmp_path))
    assert Format.history.get(slug="eurocorps", closed__gt=3).opened == 3


def test_two_folders_correct_one_row_in_turn_and_once(tmp_path: Path) -> None:
    corrected(tmp_path)
    (tmp_path / "03-third").mkdir()
    (tmp_path / "03-third/changeset.yaml").write_text("author: A curator\nreason: A third source.\n")
    (tmp_path / "03-third/corrections.yaml").write_text(LATER)
    for _ in range(2):
        seed(tmp_path)
        assert eurocorps().start_edtf == "1993"
    assert Changeset.objects.count() == 3


def test_a_row_that_a_person_changed_is_left_and_counted(tmp_path: Path) -> None:
    seed(write(tmp_path))
    row = eurocorps()
    row.note = "Checked."
    publish(rows=[row], reason="Looked it up.", verb=Verb.CORRECT, author="A curator")
    assert "left 2, left 1 uncorrected that somebody changed since" in seed(corrected(tmp_path))
    assert eurocorps().start_edtf == "1992"


def test_a_row_that_a_person_withdrew_is_left(tmp_path: Path) -> None:
    seed(write(tmp_path))
    row = Membership.objects.get(slug="poland-eurocorps-member")
    withdraw(row=row, reason="It never was.", author="A curator")
    assert "left 1 uncorrected" in seed(corrected(tmp_path, DAY))
    assert Membership.objects.get(slug="poland-eurocorps-member").start_edtf == "2021"


def test_what_a_person_does_after_the_correction_stays(tmp_path: Path) -> None:
    seed(corrected(tmp_path))
    row = eurocorps()
    row.start_edtf = "1993"
    publish(rows=[row], reason="A better source.", verb=Verb.CORRECT, author="A curator")
    assert "02-second: nothing to add, left 3" in seed(tmp_path)
    assert eurocorps().start_edtf == "1993"


def test_a_spell_is_put_between_two_that_follow_each_other(tmp_path: Path) -> None:
    append(corrected(tmp_path, SPLIT), "02-second/later.yaml", BETWEEN)
    seed(tmp_path)
    starts = Membership.objects.order_by("start_edtf").values_list("slug", "followed_from")
    assert list(starts) == [
        ("poland-eurocorps-observer", "2015"),
        ("poland-eurocorps-contributor", "2021"),
        ("poland-eurocorps-member", ""),
    ]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"1992"}', '"1991"}', ["expected to be “1991” before, and is “1992”"]),
        ("expects: {start_edtf: ", "expects: {end_edtf: ", ["“1992”"]),
        ("slug: eurocorps", "slug: eurocorp", ["There is no format with this slug", "Did you mean “eurocorps”?"]),
        ('"1992-05-22"', '"1992-05-32"', ["start_edtf “1992-05-32”"]),
        ("fields: {start_edtf", "fields: {begin", ["begin", "no such field"]),
        ('expects: {start_edtf: "1992"}', "", ["“expects”", "nothing else"]),
        ("cooperation.format", "cooperation.partnershipparty", ["no such field"]),
        ("cooperation.format", "auth.user", ["model “auth.user”"]),
    ],
)
def test_a_bad_correction_is_named_with_its_place(tmp_path: Path, old: str, new: str, words: list[str]) -> None:
    assert EARLIER.count(old) == 1
    with pytest.raises(CommandError) as refusal:
        seed(corrected(tmp_path, EARLIER.replace(old, new)))
    said = str(refusal.value)
    assert not [word for word in (f"{FILE}, row 1 (line 1)", *words, "Nothing was loaded.") if word not in said], said
    assert not Changeset.objects.exists()


def test_a_row_is_corrected_once_per_folder(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"The same format stands already in 02-second/corrections\.yaml, row 1"):
        seed(corrected(tmp_path, EARLIER + EARLIER))

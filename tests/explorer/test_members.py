"""Who is in something that day stands before who was or will be; what is over is over, whatever its standing was."""

import csv
import io
from itertools import groupby

import pytest

from tests.api.asking import get
from tests.explorer.addresses import ask

pytestmark = pytest.mark.usefixtures("seeded")
DAYS = ("2025-10-01", "2026-06-01")


def states(address: str, section: str) -> dict[str, str]:
    rows = csv.DictReader(io.StringIO(ask(address).content.decode()))
    return {row["slug"]: row["state"] for row in rows if row["section"] == section}


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("path", ["/instruments/safe", "/formats/eurocorps", "/formats/pesco-military-mobility"])
def test_those_of_the_day_come_first(path: str, day: str) -> None:
    found = states(f"{path}.csv?valid_at={day}", "members").values()
    kinds = ["in" if each in ("certain", "possible", "undated") else each == "apart" for each in found]
    assert len(set(kinds)) > 1
    assert [kind for kind, _ in groupby(kinds)] == [kind for kind in ("in", True, False) if kind in kinds]


@pytest.mark.parametrize("day", DAYS)
def test_a_spell_that_is_over_has_ended_and_one_of_the_day_that_is_no_taking_part_says_so(day: str) -> None:
    rows = get("memberships/?target=safe&standing=all&page_size=500")["results"]
    found = states(f"/instruments/safe.csv?valid_at={day}", "members")
    over = [row for row in rows if row["end_latest"] and row["end_latest"] < day]
    of_the_day = {
        row["slug"] for row in get(f"memberships/?target=safe&standing=all&page_size=500&valid_at={day}")["results"]
    }
    apart = [row for row in rows if row["slug"] in of_the_day and not row["participating"]]
    assert {found[row["slug"]] for row in over} <= {"ended"}
    assert {found[row["slug"]] for row in apart} <= {"apart"}
    assert over or apart


def test_the_contents_do_not_call_spells_members() -> None:
    """A member that came again has two; the sentence above counts members."""
    page = ask("/formats/eurocorps/").content.decode()
    spells = len(states("/formats/eurocorps.csv", "members"))
    assert f'<a href="#members">Members <span class="quiet">{spells} spells</span></a>' in page

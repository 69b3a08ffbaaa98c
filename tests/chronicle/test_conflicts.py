"""Which citations disagree: the relation is held to the rule, pair by pair."""

import pytest

from apps.chronicle.clock import pinned
from apps.chronicle.conflicts import conflicts
from tests.databases import connected

PAIRS = """
    with said as (
      select subject_kind, subject_slug, 'start' as edge, slug, stance, asserted_start as day from eudefence.citation
      union all
      select subject_kind, subject_slug, 'end', slug, stance, asserted_end from eudefence.citation
    )
    select distinct a.subject_kind, a.subject_slug, a.edge
      from said a join said b using (subject_kind, subject_slug, edge)
     where '' not in (a.day, b.day) and a.stance in ('supports', 'disputes') and b.stance in ('supports', 'disputes')
       and (not public.edtf_days(a.day) && public.edtf_days(b.day) or a.stance = 'disputes')
    union
    select subject_kind, subject_slug, 'statement' from eudefence.citation
     where stance = 'disputes' and asserted_start = '' and asserted_end = ''
"""


@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("number", [1, 2])
def test_a_conflict_is_a_dispute_or_two_dates_that_share_no_day(number: int) -> None:
    with connected("owner") as owner:
        owner.execute(f"set eudefence.pin = '{number}'".encode())
        expected = set(owner.execute(PAIRS).fetchall())
    with pinned(f"changeset:{number}"):
        found = conflicts({})
    assert {(each.resource.kind, each.fact["slug"], each.edge) for each in found} == expected
    assert expected


@pytest.mark.usefixtures("seeded")
def test_a_year_and_a_day_of_it_agree() -> None:
    with pinned():
        found = {each.fact["slug"] for each in conflicts({"edge": ("start",)})}
    assert "eu-norway-sdp" not in found  # 2024-05 and 2024-05-28
    assert "poland-eurocorps-framework-nation" in found  # 2021-12-20 and 2022

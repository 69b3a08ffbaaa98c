"""Each rule finds what breaks it and leaves alone what does not; the queue is worked through record by record."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from apps.curation.models import Verdict
from apps.curation.quality import RULES
from tests.curators import curator, examples
from tests.factories.base import cite
from tests.factories.cooperation import FormatFactory, MembershipFactory
from tests.factories.dossier import CoverageFactory, QuantityFactory
from tests.factories.sources import SourceFactory
from tests.record.admin.conftest import static_files

__all__ = ["static_files"]
Pair = tuple[Any, Any]
TODAY = localdate()


def verified() -> Pair:
    return MembershipFactory(verified_on=TODAY - timedelta(days=366)), MembershipFactory(verified_on=TODAY)


def opened() -> Pair:
    spell = MembershipFactory()
    return spell.citations.get(), cite(spell, consulted_on=TODAY)


def located() -> Pair:
    spell = MembershipFactory()
    return spell.citations.get(), cite(spell, locator="p. 4")


def sources() -> Pair:
    return SourceFactory(), MembershipFactory().citations.get().source


def older() -> Pair:
    spell = MembershipFactory(start_edtf="2020", cited=False)
    return cite(spell, source__date_edtf="2019-12"), cite(spell, source__date_edtf="2020")


def starts() -> Pair:
    torn, decided = MembershipFactory(), MembershipFactory(start_reason="The treaty says so.")
    for spell in (torn, decided):
        cite(spell, asserted_start="2016-12-20")
        cite(spell, asserted_start="2017")
    agreed = MembershipFactory()
    cite(agreed, asserted_start="2017")
    cite(agreed, asserted_start="2017-12-20")
    return torn, [decided, agreed]


def ends() -> Pair:
    torn, agreed = MembershipFactory(), MembershipFactory()
    for spell, other in ((torn, "2025"), (agreed, "2024-05")):
        cite(spell, asserted_end="2024")
        cite(spell, asserted_end=other)
    return torn, agreed


def overlapping() -> Pair:
    first = MembershipFactory(start_edtf="2010", end_edtf="2015?")
    ends = {"member_actor": first.member_actor, "target_format": first.target_format}
    return MembershipFactory(start_edtf="2016", **ends), [
        first,
        MembershipFactory(start_edtf="2000", end_edtf="2004", **ends),
    ]


def beyond() -> Pair:
    target = FormatFactory(start_edtf="2000-06")
    return MembershipFactory(target_format=target, start_edtf="2000"), MembershipFactory(target_format=target)


def open_ended() -> Pair:
    gone = FormatFactory(end_edtf="2020", ended=True, status="ended")
    return (
        MembershipFactory(target_format=gone),
        [MembershipFactory(), MembershipFactory(target_format=gone, end_edtf="2019")],
    )


def uncertain() -> Pair:
    return MembershipFactory(start_edtf="2016?"), [
        MembershipFactory(start_edtf="2016"),
        MembershipFactory(start_edtf=""),
    ]


def complete() -> Pair:
    lists = []
    for count in (2, 1):
        target = FormatFactory()
        MembershipFactory(target_format=target)
        QuantityFactory(
            subject_format=target, measure="member-count", value=count, unit="states", bound="exact", start_edtf="2020"
        )
        lists.append(CoverageFactory(target_format=target, complete=True, on="2020-06"))
    return lists[0], lists[1]


CASES: dict[str, Callable[[], Pair]] = {
    "membership-not-verified-for-a-year": verified,
    "citation-nobody-opened": opened,
    "citation-without-locator": located,
    "source-never-cited": sources,
    "source-older-than-what-it-supports": older,
    "sources-that-disagree-on-a-start": starts,
    "sources-that-disagree-on-an-end": ends,
    "spells-that-may-overlap": overlapping,
    "membership-beyond-its-target": beyond,
    "membership-without-end-in-what-ended": open_ended,
    "start-uncertain-for-two-years": uncertain,
    "complete-list-that-misses-members": complete,
}


def test_every_rule_has_a_case() -> None:
    assert CASES.keys() == RULES.keys()


@pytest.mark.parametrize("name", RULES)
def test_a_rule_finds_what_breaks_it_and_nothing_else(name: str, db: None) -> None:
    bad, good = CASES[name]()
    found = set(RULES[name].find())
    assert bad in found
    assert found.isdisjoint(good if isinstance(good, list) else [good])
    assert RULES[name].standing()[0] == len(found)


@pytest.fixture
def stale(db: None) -> Any:
    examples()
    return MembershipFactory(slug="second", verified_on=None)


@pytest.fixture
def cora(db: None, static_files: None) -> Client:
    client = Client()
    client.force_login(curator("cora", "Cora Example"))
    return client


ADDRESS = "/admin/quality/?rule=membership-not-verified-for-a-year"


def test_the_queue_is_worked_through_and_what_is_no_problem_is_remembered_until_it_changes(
    cora: Client, stale: Any
) -> None:
    first = RULES["membership-not-verified-for-a-year"].open()[0]
    page = cora.get(ADDRESS).content.decode()
    assert "2 to look at" in page
    assert reverse("admin:cooperation_membership_change", args=[first.pk]) in page
    assert str(stale.member_actor) in cora.get(f"{ADDRESS}&after={first.pk}").content.decode()
    entries = {"row": first.pk, "version": first.version, "reason": "It cannot be checked."}
    assert cora.post(ADDRESS, entries).status_code == 302
    page = cora.get(ADDRESS).content.decode()
    assert "1 to look at" in page
    assert "It cannot be checked." in page
    type(first).objects.filter(pk=first.pk).update(note="Changed.")
    assert "2 to look at" in cora.get(ADDRESS).content.decode()


@pytest.mark.parametrize("wrong", [{"reason": ""}, {"version": "99"}, {"row": "0"}, {"row": "x"}])
def test_nothing_is_settled_unseen_or_without_a_reason(cora: Client, stale: Any, wrong: dict[str, str]) -> None:
    cora.post(ADDRESS, {"row": stale.pk, "version": stale.version, "reason": "So it is."} | wrong)
    assert not Verdict.objects.exists()


def test_a_rule_that_is_not_there_is_not_found(cora: Client, stale: Any) -> None:
    assert cora.get("/admin/quality/?rule=no-rule").status_code == 404


def test_the_desk_leads_to_every_rule(cora: Client, stale: Any) -> None:
    desk = cora.get("/admin/").content.decode()
    for name in RULES:
        assert f"/admin/quality/?rule={name}" in desk


def test_the_desk_and_the_queue_name_what_breaks_a_rule(cora: Client, stale: Any) -> None:
    desk = cora.get("/admin/").content.decode()
    for words in ("Poland – Eurocorps, Member, In force", "Eurocorps, by “A report”"):
        assert words in desk
    assert "Poland – Eurocorps, Member, In force" in cora.get(ADDRESS).content.decode()
    assert "Eurocorps, by “A report”" in cora.get("/admin/quality/?rule=citation-nobody-opened").content.decode()

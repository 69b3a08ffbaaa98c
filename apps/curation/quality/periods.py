"""Rules about periods: what is possible, and so was not refused, but is hardly meant."""

from datetime import timedelta
from typing import Any

from django.db.models import F, OuterRef, Q, QuerySet
from django.db.models.expressions import Exists
from django.utils.timezone import localdate

from apps.cooperation.models import Membership, Standing
from apps.curation.quality.rules import rule

TWO_YEARS = timedelta(days=730)
TARGETS = ("target_format", "target_instrument", "target_actor")


@rule("Two spells of one member in one role and target that may overlap")
def spells_that_may_overlap() -> QuerySet[Any]:
    same = {name: OuterRef(name) for name in ("member_kind", "member_slug", "target_kind", "target_slug", "role")}
    others = _live().filter(**same, possibly__overlap=OuterRef("possibly")).exclude(pk=OuterRef("pk"))
    # One row of each pair, the later one.
    return _live().filter(Exists(others.filter(pk__lt=OuterRef("pk")))).exclude(follows__isnull=False)


@rule("A membership that may begin before what it is in, or outlast it")
def membership_beyond_its_target() -> QuerySet[Any]:
    beyond = Q()
    for target in TARGETS:
        beyond |= Q(start_earliest__lt=F(f"{target}__start_earliest")) | Q(end_latest__gt=F(f"{target}__end_latest"))
    return _live().filter(beyond, participating=True)


@rule("A membership without an end in something that has ended")
def membership_without_end_in_what_ended() -> QuerySet[Any]:
    ended = Q(target_format__ended=True) | Q(target_instrument__ended=True) | Q(target_actor__ended=True)
    return _live().filter(ended, end_edtf="", followed_from="", participating=True)


@rule("A start that is still uncertain after two years", severity="notice")
def start_uncertain_for_two_years() -> QuerySet[Any]:
    return _live().filter(start_edtf__regex=r"[?~%X\[]", start_latest__lt=localdate() - TWO_YEARS)


def _live() -> QuerySet[Any]:
    rows: QuerySet[Any] = Membership.objects.filter(withdrawn=False).exclude(standing=Standing.PROPOSED)
    return rows

"""Rules about evidence: what was checked, and when."""

from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from apps.cooperation.models import CooperationCitation, Membership
from apps.curation.quality.rules import rule

YEAR = timedelta(days=365)


@rule("A membership that nobody has verified for a year")
def membership_not_verified_for_a_year() -> QuerySet[Any]:
    stale = Q(verified_on__isnull=True) | Q(verified_on__lt=localdate() - YEAR)
    return Membership.objects.filter(stale, withdrawn=False)


@rule("A citation of a format, membership or partnership that nobody has opened", severity="notice")
def citation_nobody_opened() -> QuerySet[Any]:
    return CooperationCitation.objects.filter(consulted_on__isnull=True, withdrawn=False)

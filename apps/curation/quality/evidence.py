"""Rules about evidence: what was checked and when, and what the sources say of each other."""

from datetime import timedelta
from typing import Any

from django.contrib.postgres.fields import DateRangeField
from django.db.models import Exists, F, Func, OuterRef, Q, QuerySet
from django.utils.timezone import localdate

from apps.actors.models import ActorCitation
from apps.cooperation.models import CooperationCitation, Membership
from apps.curation.quality.rules import rule
from apps.debate.models import ProposalCitation
from apps.dossier.models import DossierCitation
from apps.law.models import LawCitation
from apps.sources.models import Source, Stance

YEAR = timedelta(days=365)
CITATIONS: tuple[Any, ...] = (ActorCitation, LawCitation, ProposalCitation, CooperationCitation, DossierCitation)


@rule("A membership that nobody has verified for a year")
def membership_not_verified_for_a_year() -> QuerySet[Any]:
    stale = Q(verified_on__isnull=True) | Q(verified_on__lt=localdate() - YEAR)
    return Membership.objects.filter(stale, withdrawn=False)


@rule("A citation of a format, membership or partnership that nobody has opened", severity="notice")
def citation_nobody_opened() -> QuerySet[Any]:
    return CooperationCitation.objects.filter(consulted_on__isnull=True, withdrawn=False)


@rule("A citation that does not say where in its source", severity="notice")
def citation_without_locator() -> QuerySet[Any]:
    return CooperationCitation.objects.filter(locator="", footnote="", withdrawn=False)


@rule("A source that nothing cites", severity="notice")
def source_never_cited() -> QuerySet[Any]:
    rows: QuerySet[Any] = Source.objects.filter(withdrawn=False)
    for model in CITATIONS:
        rows = rows.exclude(Exists(model.objects.filter(source=OuterRef("slug"), withdrawn=False)))
    return rows


@rule("A source older than the membership it supports")
def source_older_than_what_it_supports() -> QuerySet[Any]:
    dated = CooperationCitation.objects.exclude(source__date_edtf="").annotate(
        last_day=Func(_days("source__date_edtf"), function="upper")
    )
    # The upper bound is the day after the last one.
    return dated.filter(stance=Stance.SUPPORTS, withdrawn=False, last_day__lte=F("membership__start_earliest"))


@rule("A membership whose sources give different starts, without a reason for ours", severity="error")
def sources_that_disagree_on_a_start() -> QuerySet[Any]:
    return _disagreed("start")


@rule("A membership whose sources give different ends, without a reason for ours", severity="error")
def sources_that_disagree_on_an_end() -> QuerySet[Any]:
    return _disagreed("end")


def _disagreed(edge: str) -> QuerySet[Any]:
    """Memberships with two citations whose asserted dates share no day, or with a disputed one, and no preference."""
    said = f"asserted_{edge}"
    live = CooperationCitation.objects.filter(withdrawn=False).exclude(**{said: ""}).annotate(days=_days(said))
    rivals = live.filter(membership=OuterRef("membership")).exclude(days__overlap=OuterRef("days"))
    torn = live.filter(Exists(rivals), membership=OuterRef("slug"))
    return Membership.objects.filter(Exists(torn), withdrawn=False, **{f"{edge}_reason": ""})


def _days(column: str) -> Func:
    return Func(F(column), function="edtf_days", output_field=DateRangeField())

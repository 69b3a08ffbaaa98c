"""Rules about lists: whether what is called complete is."""

from typing import Any

from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from apps.cooperation.models import Membership
from apps.curation.quality.rules import rule
from apps.dossier.models import Bound, Coverage, Measure, Quantity

# Their own querysets, which mypy takes for those of an abstract parent.
LISTS: Any = Coverage.objects
COUNTS: Any = Quantity.objects
SPELLS: Any = Membership.objects


@rule("A list called complete with fewer members than a source counts", severity="error")
def complete_list_that_misses_members() -> QuerySet[Any]:
    """By a number of members that a source gives for the same thing and day; our list has those possibly in on it."""
    dated: QuerySet[Any] = LISTS.filter(withdrawn=False, complete=True, possibly__isempty=False)
    return dated.annotate(counted=_counted(), listed=_listed()).filter(listed__lt=F("counted"))


def _counted() -> Any:
    said = COUNTS.filter(
        subject_slug=OuterRef("target_slug"), subject_kind=OuterRef("target_kind"),
        possibly__overlap=OuterRef("possibly"), measure=Measure.MEMBER_COUNT, bound=Bound.EXACT, withdrawn=False,
    )  # fmt: skip
    return Subquery(said.order_by("-value").values("value")[:1])


def _listed() -> Any:
    members = SPELLS.filter(
        target_slug=OuterRef("target_slug"), target_kind=OuterRef("target_kind"),
        possibly__overlap=OuterRef("possibly"), participating=True, withdrawn=False,
    )  # fmt: skip
    counted = members.order_by().values("target_slug").annotate(members=Count("member_slug", distinct=True))
    return Coalesce(Subquery(counted.values("members")), 0)

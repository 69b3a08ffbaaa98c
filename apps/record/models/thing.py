"""What can be named and pointed at: actors, formats, instruments, legal bases."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from apps.record.models.fact import DatedFact
from apps.record.models.reference import vocabulary
from apps.temporal.columns import Period


class Status(models.TextChoices):
    PROPOSED = "proposed", "Proposed: an idea that somebody put forward"
    PLANNED = "planned", "Planned: decided, not begun"
    ACTIVE = "active", "Active: it exists"
    DORMANT = "dormant", "Dormant: it exists and does nothing"
    ENDED = "ended", "Ended: it existed"
    NEVER_BUILT = "never-built", "Never built: it was decided and came to nothing"


NEVER_IN_FORCE = (Status.PROPOSED, Status.PLANNED, Status.NEVER_BUILT)


class InForce(models.Func):
    """Whether a status lets a thing be in force on any day."""

    template = "(%(expressions)s not in (" + ", ".join(f"'{s.value}'" for s in NEVER_IN_FORCE) + "))"
    output_field: Any = models.BooleanField()


PERIOD = Period("start_edtf", "end_edtf", in_force=InForce(models.F("status")))


class Thing(DatedFact):
    """Something with a name, other names, and a life in time."""

    name = models.TextField()
    aliases = ArrayField(models.TextField(), default=list, blank=True, help_text="Other names, separated by commas.")
    identifiers = ArrayField(
        models.TextField(), default=list, blank=True, help_text="scheme:value, such as iso3166:PL or celex:32021R0697."
    )
    status = models.TextField(
        choices=Status, default=Status.ACTIVE, help_text="As of the latest day known, not of a day asked about."
    )
    possibly = PERIOD.possibly()
    certainly = PERIOD.certainly()

    class Meta(DatedFact.Meta):
        abstract = True
        constraints = [
            *DatedFact.Meta.constraints,
            models.CheckConstraint(
                name="%(class)s_never_in_force_has_no_period",
                condition=~Q(status__in=NEVER_IN_FORCE) | Q(start_edtf="", end_edtf="", ended=False),
                violation_error_message="What is proposed, planned or never built has no start and no end: "
                "its dates are milestones, proposals and quantities.",
            ),
            models.CheckConstraint(
                name="%(class)s_status_ended_goes_with_ended",
                condition=Q(status=Status.ENDED, ended=True) | (~Q(status=Status.ENDED) & Q(ended=False)),
                violation_error_message="The status “ended” and the mark “ended” go together.",
            ),
            vocabulary("status", Status),
        ]

    def __str__(self) -> str:
        return self.name

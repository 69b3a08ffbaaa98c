"""The abstract model of what has a period. This room has no tables."""

from django.db import models
from django.db.models import Q

from apps.temporal.columns import Period
from apps.temporal.fields import EdtfField

PERIOD = Period("start_edtf", "end_edtf")


class Dated(models.Model):
    """Something true in the world from a start until an end, both as uncertain as the sources leave them.

    Columns are inclusive days, computed from the text: first and last possible start, first and last
    possible last day. A missing day is open: design of the two clocks, docs/method.md.
    """

    start_edtf = EdtfField("start", help_text="EDTF: 2021, 2025-05, 198X, [1992..2021]. “..” always; empty: unknown.")
    end_edtf = EdtfField("end", help_text="EDTF of the last day. Empty: no end known.")
    ended = models.BooleanField(default=False, help_text="It has ended, even if nobody says exactly when.")
    start_reason = models.TextField(blank=True, default="", help_text="Why this start, where sources differ.")
    end_reason = models.TextField(blank=True, default="", help_text="Why this end, where sources differ.")
    start_earliest = PERIOD.start_earliest()
    start_latest = PERIOD.start_latest()
    end_earliest = PERIOD.end_earliest()
    end_latest = PERIOD.end_latest()
    possibly = PERIOD.possibly()
    certainly = PERIOD.certainly()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_must_not_end_before_it_starts",
                condition=Q(start_earliest__isnull=True)
                | Q(end_latest__isnull=True)
                | Q(start_earliest__lte=models.F("end_latest")),
                violation_error_message="The end lies before the start: the last possible last day must not "
                "come before the first possible start.",
            ),
            models.CheckConstraint(
                name="%(class)s_that_ended_needs_a_latest_end",
                condition=Q(ended=False) | Q(end_latest__isnull=False),
                violation_error_message="“Ended” needs an end with a latest day, such as [..2024-06] where only the "
                "work that says so is dated.",
            ),
            models.CheckConstraint(
                name="%(class)s_end_is_empty_or_a_date",
                condition=~Q(end_edtf=".."),
                violation_error_message="“..” is for starts. Leave the end empty where no end is known.",
            ),
        ]

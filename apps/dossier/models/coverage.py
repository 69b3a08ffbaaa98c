from django.db import models

from apps.record.models import Fact
from apps.record.models.reference import alternative, exactly_one, kind_of, slug_of
from apps.temporal.columns import Period
from apps.temporal.fields import EdtfField

TARGETS = ("target_format", "target_instrument", "target_actor")
PERIOD = Period("on", "on")


class Coverage(Fact):
    """A list of members that is complete, or open, on a day: what the absence of a row means."""

    target_format = alternative("cooperation.Format", "target_format_slug")
    target_instrument = alternative("law.Instrument", "target_instrument_slug")
    target_actor = alternative("actors.Actor", "target_actor_slug")
    complete = models.BooleanField(help_text="Whether our list of its members is complete on that day.")
    on = EdtfField(help_text="EDTF of the day for which this is said.")
    target_slug = slug_of(TARGETS)
    target_kind = kind_of("target", TARGETS)
    start_earliest = PERIOD.start_earliest()
    start_latest = PERIOD.start_latest()
    end_earliest = PERIOD.end_earliest()
    end_latest = PERIOD.end_latest()
    possibly = PERIOD.possibly()
    certainly = PERIOD.certainly()

    class Meta(Fact.Meta):
        ordering = ["slug"]
        verbose_name_plural = "coverage"
        constraints = [
            *Fact.Meta.constraints,
            exactly_one("target", TARGETS),
            models.CheckConstraint(
                name="coverage_day_is_empty_or_a_date",
                condition=~models.Q(on=".."),
                violation_error_message="Say for which day the list is complete or open: “..” is for starts.",
            ),
        ]

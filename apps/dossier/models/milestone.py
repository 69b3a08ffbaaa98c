from django.db import models
from django.db.models import F, Func

from apps.dossier.models.subject import SUBJECTS, HasSubject
from apps.record.models import Fact
from apps.record.models.reference import exactly_one, vocabulary
from apps.temporal.columns import Period
from apps.temporal.fields import EdtfField


class MilestoneKind(models.TextChoices):
    ANNOUNCED = "announced", "Announced"
    PROPOSED = "proposed", "Proposed"
    CREATED = "created", "Created: an arrangement or unit came into being"
    ESTABLISHED = "established", "Established by an act"
    ADOPTED = "adopted", "Adopted"
    PUBLISHED = "published", "Published"
    REQUESTED = "requested", "Requested"
    INVITED = "invited", "Invited"
    AUTHORISED = "authorised", "Authorised: negotiations may open"
    NEGOTIATIONS_OPENED = "negotiations-opened", "Negotiations opened"
    CONCLUDED = "concluded", "Concluded"
    ENDORSED = "endorsed", "Endorsed"
    SIGNED = "signed", "Signed"
    ENTERED_INTO_FORCE = "entered-into-force", "Entered into force"
    APPLIED = "applied", "Began to apply, provisionally or for good"
    ACTIVATED = "activated", "Activated: a clause or framework came into use"
    LAUNCHED = "launched", "Launched"
    OPERATIONAL = "operational", "Declared operational"
    FIRST_HELD = "first-held", "Held for the first time"
    HELD = "held", "Held again: one more of a series"
    DEPLOYED = "deployed", "Deployed"
    JOINED = "joined", "Joined"
    LEFT = "left", "Left"
    APPOINTED = "appointed", "Appointed"
    BROKE_DOWN = "broke-down", "Broke down"
    AMENDED = "amended", "Amended"
    EXTENDED = "extended", "Extended: a mandate prolonged"
    RENAMED = "renamed", "Renamed"
    TARGET_DATE = "target-date", "Date set as a target"
    ENDED = "ended", "Ended"
    TRANSFORMED = "transformed", "Became something else"
    EXTERNAL_SHOCK = "external-shock", "Shock from outside that changed its course"


class Outcome(models.TextChoices):
    OCCURRED = "occurred", "It occurred"
    PLANNED = "planned", "It is planned"
    MISSED = "missed", "It was planned for a date and missed it"
    NEVER = "never", "It never happened"


class Happens(Func):
    """Missed and never are in force on no day."""

    template = "(%(expressions)s not in ('missed', 'never'))"
    output_field = models.BooleanField()


PERIOD = Period("date_edtf", "date_edtf", in_force=Happens(F("outcome")))


class Milestone(HasSubject, Fact):
    """A dated event in the life of a subject; also one planned, one missed, one that never happened."""

    label = models.TextField(help_text="What happened, in a few words of our own.")
    kind = models.TextField(choices=MilestoneKind)
    date_edtf = EdtfField("date", help_text="EDTF of the one day, whichever it was. Empty: unknown.")
    outcome = models.TextField(choices=Outcome, default=Outcome.OCCURRED)
    start_earliest = PERIOD.start_earliest()
    start_latest = PERIOD.start_latest()
    end_earliest = PERIOD.end_earliest()
    end_latest = PERIOD.end_latest()
    possibly = PERIOD.possibly()
    certainly = PERIOD.certainly()

    class Meta(Fact.Meta):
        ordering = ["slug"]
        constraints = [
            *Fact.Meta.constraints,
            exactly_one("subject", SUBJECTS),
            vocabulary("kind", MilestoneKind),
            vocabulary("outcome", Outcome),
            models.CheckConstraint(
                name="milestone_date_is_empty_or_a_date",
                condition=~models.Q(date_edtf=".."),
                violation_error_message="A milestone has a date, or none is known: “..” says neither.",
            ),
        ]

    def __str__(self) -> str:
        return self.label

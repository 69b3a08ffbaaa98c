from django.db import models
from django.db.models import F, Q

from apps.dossier.models.subject import OBJECTS, SUBJECTS, HasObject, HasSubject
from apps.record.models.fact import DatedFact
from apps.record.models.reference import exactly_one, vocabulary


class LinkKind(models.TextChoices):
    """Read as: subject, kind, object."""

    PART_OF = "part-of", "Is part of"
    GREW_INTO = "grew-into", "Grew into (and may live on)"
    MERGED_INTO = "merged-into", "Merged into"
    REPLACED_BY = "replaced-by", "Was replaced by"
    REUSED_IN = "reused-in", "Was taken up again in"
    FORMALISED_AS = "formalised-as", "Would be or was formalised as"
    GATEWAY_TO = "gateway-to", "Opens the way to"
    PROPOSES = "proposes", "Proposes"
    FINANCES = "finances", "Finances"
    ESTABLISHES = "establishes", "Establishes"
    SUPPORTS = "supports", "Supports"
    COMMANDS = "commands", "Commands"
    ADVISES = "advises", "Advises"
    OVERSEES = "oversees", "Oversees"
    EXERCISES = "exercises", "Exercises: trains it"
    AVAILABLE_TO = "available-to", "Can be used by"
    CHANNELLED_THROUGH = "channelled-through", "Was carried out through"
    MOTIVATES = "motivates", "Motivates"
    HOLDS_OFFICE = "holds-office", "Holds the office of"
    AFFILIATED_WITH = "affiliated-with", "Is affiliated with"
    CONTRASTS_WITH = "contrasts-with", "Contrasts with"
    ADDRESSES = "addresses", "Addresses"


class Link(HasSubject, HasObject, DatedFact):
    """A dated relation between two subjects."""

    kind = models.TextField(choices=LinkKind)

    class Meta(DatedFact.Meta):
        ordering = ["slug"]
        constraints = [
            *DatedFact.Meta.constraints,
            exactly_one("subject", SUBJECTS),
            exactly_one("object", OBJECTS),
            vocabulary("kind", LinkKind),
            models.CheckConstraint(
                name="a_link_joins_two_different_things",
                condition=~Q(subject_kind=F("object_kind"), subject_slug=F("object_slug")),
                violation_error_message="A link joins two different things.",
            ),
        ]

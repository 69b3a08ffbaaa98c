from django.db import models

from apps.dossier.models.subject import SUBJECTS, HasSubject
from apps.record.models.fact import DatedFact
from apps.record.models.reference import exactly_one, reference, vocabulary


class Effect(models.TextChoices):
    ENABLES = "enables", "Enables: it is the basis of the subject"
    PERMITS = "permits", "Permits"
    REQUIRES = "requires", "Requires: sets a condition"
    CONSTRAINS = "constrains", "Constrains: bounds what the subject can do"
    BLOCKS = "blocks", "Blocks"
    EXCLUDES = "excludes", "Excludes: keeps out of a rule or procedure"
    AMENDS = "amends", "Amends"


class LegalEffect(HasSubject, DatedFact):
    """What a provision does to a subject: it carries it, or stands in its way."""

    legal_basis = reference("law.LegalBasis", "legal_basis_slug")
    effect = models.TextField(choices=Effect)

    class Meta(DatedFact.Meta):
        ordering = ["slug"]
        constraints = [*DatedFact.Meta.constraints, exactly_one("subject", SUBJECTS), vocabulary("effect", Effect)]

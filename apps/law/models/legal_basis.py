from django.db import models

from apps.record.models import Thing
from apps.record.models.reference import vocabulary


class LegalBasisKind(models.TextChoices):
    TREATY = "treaty", "Treaty"
    ARTICLE = "article", "Article of a treaty"
    PROTOCOL = "protocol", "Protocol to a treaty"
    REGULATION = "regulation", "Regulation"
    DIRECTIVE = "directive", "Directive"
    DECISION = "decision", "Decision"
    JOINT_ACTION = "joint-action", "Joint action: a decision on operations before the Treaty of Lisbon"
    AGREEMENT = "agreement", "International agreement or arrangement"
    PACT = "pact", "Pact: a set of rules agreed together"
    PRINCIPLE = "principle", "Principle"


class LegalBasis(Thing):
    """A provision or act that enables, requires, constrains or blocks; also one that is only proposed."""

    kind = models.TextField(choices=LegalBasisKind)

    class Meta(Thing.Meta):
        ordering = ["slug"]
        verbose_name_plural = "legal bases"
        constraints = [*Thing.Meta.constraints, vocabulary("kind", LegalBasisKind)]

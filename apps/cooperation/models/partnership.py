from django.contrib.postgres.fields import ArrayField
from django.db import models

from apps.cooperation.models.vocabulary import Standing
from apps.record.models.fact import DatedFact
from apps.record.models.reference import vocabulary


class PartnershipKind(models.TextChoices):
    SECURITY_AND_DEFENCE_PARTNERSHIP = "security-and-defence-partnership", "Security and Defence Partnership"
    FRAMEWORK_PARTICIPATION_AGREEMENT = "framework-participation-agreement", "Framework participation agreement"
    SECURITY_OF_INFORMATION_AGREEMENT = "security-of-information-agreement", "Security of information agreement"
    ADMINISTRATIVE_ARRANGEMENT = "administrative-arrangement", "Administrative arrangement with a body"
    ASSOCIATION = "association", "Association to an instrument"
    INSTRUMENT_PARTICIPATION_AGREEMENT = "instrument-participation-agreement", "Agreement on taking part in one"
    TRADE_AND_COOPERATION_AGREEMENT = "trade-and-cooperation-agreement", "Trade and cooperation agreement"
    BILATERAL_TREATY = "bilateral-treaty", "Treaty between two states"
    NEGOTIATION = "negotiation", "Negotiation: talks, whatever became of them"


class Partnership(DatedFact):
    """An arrangement between parties: a Security and Defence Partnership, a treaty, a negotiation that failed."""

    name = models.TextField()
    kind = models.TextField(choices=PartnershipKind)
    standing = models.TextField(
        choices=Standing, help_text="As of the latest day known, not of a day asked about; the stages are milestones."
    )
    binding = models.BooleanField(null=True, blank=True, help_text="Legally binding? Unknown: no source says.")
    areas = ArrayField(models.TextField(), default=list, blank=True, help_text="What it covers, separated by commas.")

    class Meta(DatedFact.Meta):
        ordering = ["slug"]
        constraints = [
            *DatedFact.Meta.constraints,
            vocabulary("kind", PartnershipKind),
            vocabulary("standing", Standing),
        ]

    def __str__(self) -> str:
        return self.name

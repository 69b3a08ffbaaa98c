from django.db import models

from apps.record.models.fact import DatedFact
from apps.record.models.reference import reference


class Proposal(DatedFact):
    """An idea with proposers and a date: a force, a council, one of several ways to go on."""

    name = models.TextField()
    variant_of = reference("self", "variant_of_slug", optional=True, related_name="variants")

    class Meta(DatedFact.Meta):
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.name

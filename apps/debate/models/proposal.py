from django.db import models

from apps.record.models.fact import DatedFact
from apps.record.models.reference import reference


class Proposal(DatedFact):
    """An idea with proposers and a date: a force, a council, one of several ways to go on."""

    name = models.TextField()
    variant_of = reference("self", "variant_of_slug", optional=True, related_name="variants")

    class Meta(DatedFact.Meta):
        ordering = ["slug"]
        constraints = [
            *DatedFact.Meta.constraints,
            models.CheckConstraint(
                name="a_proposal_is_no_variant_of_itself",
                condition=models.Q(variant_of__isnull=True) | ~models.Q(variant_of=models.F("slug")),
                violation_error_message="A proposal is no variant of itself.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

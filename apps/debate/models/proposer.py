from django.db import models

from apps.record.models import Versioned
from apps.record.models.reference import reference


class Proposer(Versioned):
    """Who put a proposal forward."""

    proposal = reference("debate.Proposal", "proposal_slug", related_name="proposers")
    actor = reference("actors.Actor", "actor_slug")

    class Meta(Versioned.Meta):
        ordering = ["id"]
        constraints = [
            *Versioned.Meta.constraints,
            models.UniqueConstraint(
                fields=["proposal", "actor"],
                condition=models.Q(withdrawn=False),
                name="proposer_is_named_once",
                violation_error_message="This proposer is there already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.actor_id}: {self.proposal_id}"

from typing import Any, ClassVar

from django.db import models

from apps.record.models import Versioned
from apps.record.models.reference import reference


class ProposerQuerySet(models.QuerySet[Any]):
    def get_by_natural_key(self, proposal: str, actor: str) -> Any:
        return self.get(proposal=proposal, actor=actor, withdrawn=False)


class Proposer(Versioned):
    """Who put a proposal forward."""

    proposal = reference("debate.Proposal", "proposal_slug", related_name="proposers")
    actor = reference("actors.Actor", "actor_slug")

    objects: ClassVar[Any] = ProposerQuerySet.as_manager()

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

    def natural_key(self) -> tuple[str, str]:
        return self.proposal_id, self.actor_id

    def __str__(self) -> str:
        return f"{self.actor_id}: {self.proposal_id}"

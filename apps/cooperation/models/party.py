from typing import Any, ClassVar

from django.db import models

from apps.record.models import Versioned
from apps.record.models.reference import alternative, exactly_one, kind_of, reference, slug_of

PARTIES = ("party_actor", "party_format")


class PartyQuerySet(models.QuerySet[Any]):
    def get_by_natural_key(self, partnership: str, actor: str | None, format: str | None) -> Any:
        return self.get(partnership=partnership, party_actor=actor, party_format=format, withdrawn=False)


class PartnershipParty(Versioned):
    """One side of a partnership: an actor, or a format such as the Joint Expeditionary Force."""

    partnership = reference("cooperation.Partnership", "partnership_slug", related_name="parties")
    party_actor = alternative("actors.Actor", "party_actor_slug")
    party_format = alternative("cooperation.Format", "party_format_slug")
    party_slug = slug_of(PARTIES)
    party_kind = kind_of("party", PARTIES)

    objects: ClassVar[Any] = PartyQuerySet.as_manager()

    class Meta(Versioned.Meta):
        ordering = ["id"]
        verbose_name_plural = "partnership parties"
        constraints = [
            *Versioned.Meta.constraints,
            exactly_one("party", PARTIES),
            models.UniqueConstraint(
                name="partnership_party_is_named_once",
                fields=["partnership", "party_kind", "party_slug"],
                condition=models.Q(withdrawn=False),
                violation_error_message="This party is there already.",
            ),
        ]

    def natural_key(self) -> tuple[str, str | None, str | None]:
        return self.partnership_id, self.party_actor_id, self.party_format_id

    def __str__(self) -> str:
        return f"{self.party_slug}: {self.partnership_id}"

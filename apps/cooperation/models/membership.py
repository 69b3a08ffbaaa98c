from hashlib import sha256
from typing import Any, ClassVar
from uuid import UUID

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from django.db.models import Deferrable, F, Func, Q

from apps.cooperation.models.vocabulary import PARTICIPATING, Role, Standing
from apps.record.models.fact import DatedFact
from apps.record.models.reference import alternative, exactly_one, kind_of, reference, slug_of, vocabulary
from apps.temporal.columns import Period

MEMBERS = ("member_actor", "member_format")
TARGETS = ("target_format", "target_instrument", "target_actor")
TAKES_PART: Any = Q(standing__in=[standing.value for standing in PARTICIPATING])
# Whose role in what, in 128 bits: five texts side by side make a GiST index six times as slow to write.
KEYED = ("member_kind", "member_slug", "target_kind", "target_slug", "role")
KEY = Func(*KEYED, function="membership_key", output_field=models.UUIDField())
PERIOD = Period("start_edtf", "end_edtf", followed=F("followed_from"))


class Membership(DatedFact):
    """One member, in one role and one standing, in one target, over one period: a spell.

    A change of role or standing ends one spell and begins the next, which `follows` it. The former then
    ends the day before its successor starts, whatever day that turns out to be.
    """

    member_actor = alternative("actors.Actor", "member_actor_slug")
    member_format = alternative("cooperation.Format", "member_format_slug")
    target_format = alternative("cooperation.Format", "target_format_slug")
    target_instrument = alternative("law.Instrument", "target_instrument_slug")
    target_actor = alternative("actors.Actor", "target_actor_slug")
    role = models.TextField(choices=Role)
    standing = models.TextField(choices=Standing, default=Standing.IN_FORCE)
    follows = reference(
        "self",
        "follows_slug",
        optional=True,
        help_text="The spell that this one continues in another role or standing.",
    )
    proposal = reference(
        "debate.Proposal", "proposal_slug", optional=True, help_text="For a proposed spell: whose idea it is part of."
    )
    followed_from = models.TextField(
        default="", editable=False, help_text="The start of the spell that follows; kept by the database."
    )
    member_slug = slug_of(MEMBERS)
    member_kind = kind_of("member", MEMBERS)
    target_slug = slug_of(TARGETS)
    target_kind = kind_of("target", TARGETS)
    participating = models.GeneratedField(expression=TAKES_PART, output_field=models.BooleanField(), db_persist=True)
    end_earliest = PERIOD.end_earliest()
    end_latest = PERIOD.end_latest()
    possibly = PERIOD.possibly()
    certainly = PERIOD.certainly()

    class Meta(DatedFact.Meta):
        ordering = ["slug"]
        indexes = [models.Index(fields=["target_slug"], name="membership_target_slug")]
        constraints: ClassVar[list[Any]] = [
            *DatedFact.Meta.constraints,
            exactly_one("member", MEMBERS),
            exactly_one("target", TARGETS),
            vocabulary("role", Role),
            vocabulary("standing", Standing),
            models.CheckConstraint(
                name="proposed_spells_and_only_they_name_a_proposal",
                condition=Q(standing=Standing.PROPOSED, proposal__isnull=False)
                | (~Q(standing=Standing.PROPOSED) & Q(proposal__isnull=True)),
                violation_error_message="A proposed spell names its proposal, and only a proposed one does.",
            ),
            models.CheckConstraint(
                name="followed_spells_have_no_end_of_their_own",
                condition=Q(followed_from="") | Q(end_edtf="", ended=False),
                violation_error_message="A spell that another follows has no end of its own: it ends the day before "
                "its successor starts.",
            ),
            models.UniqueConstraint(
                name="spells_are_followed_by_one_other",
                fields=["follows"],
                condition=Q(withdrawn=False, follows__isnull=False),
                violation_error_message="Another spell follows that one already; only one can.",
            ),
            ExclusionConstraint(
                name="spells_of_one_role_must_not_overlap",
                expressions=[(KEY, "="), ("certainly", "&&")],
                condition=Q(withdrawn=False) & ~Q(standing=Standing.PROPOSED),
                deferrable=Deferrable.DEFERRED,
                violation_error_message="This member already has this role in this target on some of these days. "
                "End the other spell first, or let this one follow it.",
            ),
            models.UniqueConstraint(
                name="spells_must_not_be_recorded_twice",
                fields=[
                    "member_kind", "member_slug", "target_kind", "target_slug", "role", "standing", "proposal",
                    "start_edtf", "end_edtf",
                ],
                condition=Q(withdrawn=False),
                nulls_distinct=False,
                violation_error_message="The same spell is there already: same member, target, role, standing and "
                "dates.",
            ),
        ]  # fmt: skip

    @property
    def membership_key(self) -> UUID:
        """As the database has it, which quotes it where it refuses an overlap."""
        said = " ".join(getattr(self, name) for name in KEYED)
        return UUID(sha256(said.encode()).hexdigest()[:32])

    def get_constraints(self) -> Any:
        """Without the overlap where this spell follows one: that one ends only once this is there, at commit."""
        found = super().get_constraints()
        if not self.follows_id:
            return found
        return [(model, [c for c in listed if not isinstance(c, ExclusionConstraint)]) for model, listed in found]

    def __str__(self) -> str:
        return f"{self.member_slug} – {self.get_role_display().split(':')[0]} – {self.target_slug} ({self.standing})"

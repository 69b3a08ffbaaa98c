from apps.record.models.reference import exactly_one, kind_of, reference, slug_of
from apps.sources.models import Citation

FACTS = ("proposal",)


class ProposalCitation(Citation):
    """What a source says of a proposal."""

    proposal = reference("debate.Proposal", "proposal_slug", optional=True, related_name="citations")
    subject_slug = slug_of(FACTS)
    subject_kind = kind_of("subject", FACTS)

    class Meta(Citation.Meta):
        constraints = [*Citation.Meta.constraints, exactly_one("subject", FACTS)]

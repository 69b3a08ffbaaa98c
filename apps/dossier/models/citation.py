from apps.record.models.reference import exactly_one, kind_of, reference, slug_of
from apps.sources.models import Citation

FACTS = ("milestone", "legal_effect", "link", "quantity", "claim", "coverage")


class DossierCitation(Citation):
    """What a source says of a milestone, a legal effect, a link, a quantity, a claim or a list."""

    milestone = reference("dossier.Milestone", "milestone_slug", optional=True, related_name="citations")
    legal_effect = reference("dossier.LegalEffect", "legal_effect_slug", optional=True, related_name="citations")
    link = reference("dossier.Link", "link_slug", optional=True, related_name="citations")
    quantity = reference("dossier.Quantity", "quantity_slug", optional=True, related_name="citations")
    claim = reference("dossier.Claim", "claim_slug", optional=True, related_name="citations")
    coverage = reference("dossier.Coverage", "coverage_slug", optional=True, related_name="citations")
    subject_slug = slug_of(FACTS)
    subject_kind = kind_of("subject", FACTS)

    class Meta(Citation.Meta):
        constraints = [*Citation.Meta.constraints, exactly_one("subject", FACTS)]

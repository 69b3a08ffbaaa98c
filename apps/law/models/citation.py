from apps.record.models.reference import exactly_one, kind_of, reference, slug_of
from apps.sources.models import Citation

FACTS = ("legal_basis", "instrument")


class LawCitation(Citation):
    """What a source says of a legal basis or an instrument."""

    legal_basis = reference("law.LegalBasis", "legal_basis_slug", optional=True, related_name="citations")
    instrument = reference("law.Instrument", "instrument_slug", optional=True, related_name="citations")
    subject_slug = slug_of(FACTS)
    subject_kind = kind_of("subject", FACTS)

    class Meta(Citation.Meta):
        constraints = [*Citation.Meta.constraints, exactly_one("subject", FACTS)]

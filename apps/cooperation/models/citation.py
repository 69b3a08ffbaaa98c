from apps.record.models.reference import exactly_one, kind_of, reference, slug_of
from apps.sources.models import Citation

FACTS = ("format", "membership", "partnership")


class CooperationCitation(Citation):
    """What a source says of a format, a membership or a partnership."""

    format = reference("cooperation.Format", "format_slug", optional=True, related_name="citations")
    membership = reference("cooperation.Membership", "membership_slug", optional=True, related_name="citations")
    partnership = reference("cooperation.Partnership", "partnership_slug", optional=True, related_name="citations")
    subject_slug = slug_of(FACTS)
    subject_kind = kind_of("subject", FACTS)

    class Meta(Citation.Meta):
        constraints = [*Citation.Meta.constraints, exactly_one("subject", FACTS)]

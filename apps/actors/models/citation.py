from apps.record.models.reference import exactly_one, kind_of, reference, slug_of
from apps.sources.models import Citation

FACTS = ("actor",)


class ActorCitation(Citation):
    """What a source says of an actor."""

    actor = reference("actors.Actor", "actor_slug", optional=True, related_name="citations")
    subject_slug = slug_of(FACTS)
    subject_kind = kind_of("subject", FACTS)

    class Meta(Citation.Meta):
        constraints = [*Citation.Meta.constraints, exactly_one("subject", FACTS)]

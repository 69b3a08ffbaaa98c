from django.db import models

from apps.record.models import Thing
from apps.record.models.reference import vocabulary


class ActorKind(models.TextChoices):
    STATE = "state", "State"
    INSTITUTION = "institution", "Institution of the European Union"
    BODY = "body", "Body, agency, committee or staff of an organisation"
    ORGANISATION = "organisation", "Organisation: of states, or any other"
    GROUPING = "grouping", "Grouping: actors spoken of together"
    OFFICE = "office", "Office, apart from who holds it"
    PERSON = "person", "Person"


class Actor(Thing):
    """Whoever can act or take part: a state, an institution, a body, an organisation, an office, a person."""

    kind = models.TextField(choices=ActorKind)

    class Meta(Thing.Meta):
        ordering = ["slug"]
        constraints = [*Thing.Meta.constraints, vocabulary("kind", ActorKind)]

from django.db import models

from apps.record.models import Thing
from apps.record.models.reference import vocabulary


class FormatKind(models.TextChoices):
    POLICY_FRAMEWORK = "policy-framework", "Policy or treaty framework"
    PROJECT = "project", "Project within a framework"
    FORMATION = "formation", "Multinational headquarters or unit"
    FORCE = "force", "Force or force goal"
    MISSION = "mission", "Mission"
    OPERATION = "operation", "Operation"
    EXERCISE = "exercise", "Series of exercises"
    GROUP = "group", "Group of states"
    COUNCIL = "council", "Council: a permanent body of leadership"
    CAPABILITY_ARRANGEMENT = "capability-arrangement", "Shared capability or procurement"
    COALITION = "coalition", "Coalition"
    CONCEPT = "concept", "Concept: spoken of as a format, without being one"


class Format(Thing):
    """An arrangement actors take part in: PESCO, one of its projects, Eurocorps, a mission, the E5."""

    kind = models.TextField(choices=FormatKind)

    class Meta(Thing.Meta):
        ordering = ["slug"]
        constraints = [*Thing.Meta.constraints, vocabulary("kind", FormatKind)]

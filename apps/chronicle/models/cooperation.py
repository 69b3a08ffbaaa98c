from django.db import models

from apps.chronicle.models.base import DatedRow, relation, texts


class Membership(DatedRow):
    """Published spells, in all standings."""

    label = models.TextField()
    actor_slug = models.TextField()
    actor_name = models.TextField()
    actor_kind = models.TextField()
    target_slug = models.TextField()
    target_name = models.TextField()
    target_kind = models.TextField()
    role = models.TextField()
    standing = models.TextField()
    participating = models.BooleanField()
    follows_slug = models.TextField(null=True)
    follows_name = models.TextField(null=True)
    proposal_slug = models.TextField(null=True)
    proposal_name = models.TextField(null=True)

    class Meta(DatedRow.Meta):
        db_table = relation("membership")


class Partnership(DatedRow):
    """Published partnerships."""

    name = models.TextField()
    kind = models.TextField()
    parties_slug = texts()
    parties_name = texts()
    parties_kind = texts()
    standing = models.TextField()
    binding = models.BooleanField(null=True)
    areas = texts()

    class Meta(DatedRow.Meta):
        db_table = relation("partnership")

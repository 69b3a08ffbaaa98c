from django.db import models

from apps.chronicle.models.base import DatedRow, relation, texts


class Proposal(DatedRow):
    """Published proposals."""

    name = models.TextField()
    proposers_slug = texts()
    proposers_name = texts()
    variant_of_slug = models.TextField(null=True)
    variant_of_name = models.TextField(null=True)
    proposes_slug = texts()
    proposes_name = texts()
    proposes_kind = texts()

    class Meta(DatedRow.Meta):
        db_table = relation("proposal")

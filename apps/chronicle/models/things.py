from django.db import models

from apps.chronicle.models.base import DatedRow, relation, texts


class Thing(DatedRow):
    """A published thing with a name."""

    name = models.TextField()
    kind = models.TextField()
    status = models.TextField()
    aliases = texts()
    identifiers = texts()
    part_of_slug = texts()
    part_of_name = texts()
    part_of_kind = texts()

    class Meta(DatedRow.Meta):
        abstract = True


class Actor(Thing):
    """Published actors."""

    class Meta(Thing.Meta):
        db_table = relation("actor")


class Format(Thing):
    """Published formats."""

    class Meta(Thing.Meta):
        db_table = relation("format")


class Instrument(Thing):
    """Published instruments."""

    class Meta(Thing.Meta):
        db_table = relation("instrument")


class LegalBasis(Thing):
    """Published legal bases."""

    class Meta(Thing.Meta):
        db_table = relation("legal_basis")

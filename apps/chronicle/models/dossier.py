from django.db import models

from apps.chronicle.models.base import AboutSubject, DatedRow, relation


class Milestone(AboutSubject):
    """Published milestones."""

    kind = models.TextField()
    date_edtf = models.TextField()
    outcome = models.TextField()

    class Meta(AboutSubject.Meta):
        db_table = relation("milestone")


class LegalEffect(AboutSubject):
    """Published effects of law."""

    legal_basis_slug = models.TextField()
    legal_basis_name = models.TextField()
    effect = models.TextField()

    class Meta(AboutSubject.Meta):
        db_table = relation("legal_effect")


class Link(AboutSubject):
    """Published links."""

    kind = models.TextField()
    object_slug = models.TextField()
    object_name = models.TextField()
    object_kind = models.TextField()

    class Meta(AboutSubject.Meta):
        db_table = relation("link")


class Quantity(AboutSubject):
    """Published quantities."""

    measure = models.TextField()
    value = models.DecimalField(max_digits=20, decimal_places=4)
    unit = models.TextField()
    bound = models.TextField()

    class Meta(AboutSubject.Meta):
        db_table = relation("quantity")


class Claim(AboutSubject):
    """Published claims."""

    statement = models.TextField()
    holds = models.BooleanField()

    class Meta(AboutSubject.Meta):
        db_table = relation("claim")


class Coverage(DatedRow):
    """Published statements about which lists are complete."""

    label = models.TextField()
    target_slug = models.TextField()
    target_name = models.TextField()
    target_kind = models.TextField()
    complete = models.BooleanField()
    on = models.TextField()

    class Meta(DatedRow.Meta):
        db_table = relation("coverage")

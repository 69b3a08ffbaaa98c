from typing import Any

from django.db import models

from apps.chronicle.models.base import ReadManager, Row, plain_relation


class Changeset(models.Model):
    """Acts of curation, as published."""

    number = models.IntegerField(primary_key=True)
    instant = models.DateTimeField()
    author = models.TextField()
    approved_by = models.TextField()
    reason = models.TextField()
    objects: Any = ReadManager()

    class Meta:
        managed = False
        default_permissions = ()
        db_table = plain_relation("changeset")

    def __str__(self) -> str:
        return str(self.number)


class Tombstone(Row):
    """What was published and is withdrawn."""

    kind = models.TextField()
    reason = models.TextField()
    merged_into_slug = models.TextField(null=True)
    changeset = models.ForeignKey(Changeset, models.DO_NOTHING, db_column="changeset", related_name="+")

    class Meta(Row.Meta):
        db_table = '"eudefence_pinned"."tombstone"'


class Release(Row):
    """Names for changesets, as published."""

    name = models.TextField()
    title = models.TextField()
    changeset = models.IntegerField()
    instant = models.DateTimeField()
    note = models.TextField()
    files = models.TextField()

    class Meta(Row.Meta):
        db_table = plain_relation("release")

from typing import Any

from django.db import models

from apps.chronicle.models.base import ReadManager, plain_relation, texts


class Conflict(models.Model):
    """Facts on which sources disagree, and on what."""

    pk = models.CompositePrimaryKey("subject_kind", "subject_slug", "edge")
    subject_slug = models.TextField()
    subject_name = models.TextField()
    subject_kind = models.TextField()
    edge = models.TextField()
    citations_slug = texts()
    objects: Any = ReadManager()

    class Meta:
        managed = False
        default_permissions = ()
        db_table = plain_relation("conflict")

    def __str__(self) -> str:
        return f"{self.subject_kind} {self.subject_slug}: {self.edge}"

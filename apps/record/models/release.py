from django.db import models

from apps.record.models.changeset import Changeset


class Release(models.Model):
    """A name for a changeset, so that a paper can cite it. Never changed, never removed."""

    name = models.TextField(unique=True, db_collation="C")
    changeset = models.ForeignKey(Changeset, models.PROTECT)
    title = models.TextField()
    note = models.TextField(blank=True, default="")
    named_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="release_name_is_short_and_plain",
                condition=models.Q(name__regex=r"^[a-z0-9]+([.-][a-z0-9]+)*$"),
                violation_error_message="A release name has lower-case letters, digits, dots and hyphens: 2026.1",
            ),
            models.CheckConstraint(
                name="release_name_is_not_latest",
                condition=~models.Q(name="latest"),
                violation_error_message="“latest” is the address of the newest release, and no name of one.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

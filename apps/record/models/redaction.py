from django.db import models


class Redaction(models.Model):
    """A lawful take-down: what a field said was removed from every version; that it was, stays. Never what it said."""

    model = models.TextField(help_text="Label of the model: sources.source.")
    slug = models.TextField(db_collation="C", help_text="The record's; the number, where it is a changeset.")
    column = models.TextField(help_text="Where it stood.")
    versions = models.IntegerField(help_text="In how many versions.")
    ground = models.TextField(help_text="On what ground, without what was removed.")
    done_at = models.DateTimeField(auto_now_add=True)
    db_user = models.TextField(help_text="The login that did it.")

    class Meta:
        ordering = ["-done_at", "-id"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.model} {self.slug}: {self.column}"

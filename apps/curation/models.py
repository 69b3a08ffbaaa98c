from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from apps.record.models import Changeset, PendingChangeset


class SavedFilter(models.Model):
    """A list in the back office that somebody comes back to: its address, under a name; shared or their own."""

    name = models.TextField(help_text="What the list shows: memberships without an end.")
    address = models.TextField(help_text="The list's address within the back office.")
    shared = models.BooleanField(default=False, help_text="Shown on everybody's desk.")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="savedfilter_address_is_of_the_back_office",
                # A path of this site, so that a shared name leads nowhere else and runs nothing.
                condition=models.Q(address__regex=r"^/admin/[A-Za-z0-9/_-]*(\?.*)?$"),
                violation_error_message="The address of a list begins with /admin/.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Suggestion(models.Model):
    """What a reader says is wrong or missing in one record; it changes nothing until a curator takes it up."""

    resource = models.TextField(help_text="Which kind of record it is about: memberships.")
    slug = models.TextField(help_text="Which record.")
    text = models.TextField(help_text="What is wrong, and what would be right.")
    source = models.TextField(blank=True, help_text="Where it can be read: a title or an address.")
    contact = models.TextField(blank=True, help_text="How to reach the reader, where they want an answer.")
    received_at = models.DateTimeField(auto_now_add=True)
    sender = models.TextField(editable=False, help_text="Tells one sender from another for a day; not who they are.")
    is_done = models.BooleanField(default=False, help_text="A curator has dealt with it.")

    class Meta:
        ordering = ["is_done", "-received_at"]
        constraints = [
            models.CheckConstraint(
                name="suggestion_says_something",
                condition=~models.Q(text=""),
                violation_error_message="Say what is wrong, and what would be right.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.resource} {self.slug}: {self.text[:60]}"


class Import(models.Model):
    """A file of rows that somebody sent, kept as read: what came of it can be traced to it."""

    name = models.TextField(help_text="The file's.")
    digest = models.TextField(help_text="SHA-256 of the file as it was sent.")
    model = models.TextField(help_text="Label of the model of its rows: cooperation.membership.")
    columns = ArrayField(models.TextField())
    rows = models.JSONField(help_text="The text of its cells, row by row.")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    received_at = models.DateTimeField(auto_now_add=True)
    pending = models.ForeignKey(PendingChangeset, models.PROTECT, null=True, related_name="+")
    changeset = models.ForeignKey(Changeset, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-received_at", "-id"]

    def __str__(self) -> str:
        return f"{self.name}, SHA-256 {self.digest[:12]}"


class Verdict(models.Model):
    """Somebody looked at a record that breaks a rule of quality, and found it right as it is, at that version."""

    rule = models.TextField(help_text="The rule's name.")
    model = models.TextField(help_text="Label of the record's model.")
    row = models.BigIntegerField()
    slug = models.TextField(db_collation="C")
    version = models.IntegerField(help_text="Once the record changes, the rule is asked again.")
    reason = models.TextField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    said_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-said_at", "-id"]
        indexes = [models.Index(fields=["rule", "model", "row", "version"], name="verdict_on_a_version")]

    def __str__(self) -> str:
        return f"{self.rule}: {self.slug}"

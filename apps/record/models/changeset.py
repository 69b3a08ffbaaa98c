"""The known-time clock and the acts of curation that move it."""

from django.db import models


class Verb(models.TextChoices):
    """What a curator did. The first four tell of the world, the rest of our record of it."""

    ADD = "add", "Add: a fact that we did not hold"
    END = "end", "End: it has come to an end"
    RENEW = "renew", "Renew: it goes on"
    CHANGE = "change", "Change: role or standing are others from a day on"
    CORRECT = "correct", "Correct: our record was wrong or incomplete"
    MERGE = "merge", "Merge: two records were one thing"
    WITHDRAW = "withdraw", "Withdraw: it should not have been published"
    RESTORE = "restore", "Restore: withdrawn by mistake"
    SEED = "seed", "Seed: loaded from the project's own fixtures"


WORLD_VERBS = (Verb.ADD, Verb.END, Verb.RENEW, Verb.CHANGE)


class Changeset(models.Model):
    """One act of curation: who, when and why. Numbered without gaps, in the order of commits.

    The database opens it on the first write of a transaction; nobody inserts one. The author is the
    public name held at the time, so that renaming a user alters no answer.
    """

    number = models.IntegerField(primary_key=True)
    instant = models.DateTimeField(unique=True, help_text="When it began, in whole milliseconds.")
    author = models.TextField()
    user_id = models.IntegerField(null=True)
    approved_by = models.TextField(
        blank=True, default="", help_text="The public name of who approved it. Empty: published directly."
    )
    approver_id = models.IntegerField(null=True)
    reason = models.TextField(blank=True)
    db_user = models.TextField(help_text="The database login; unlike the author, not for the application to choose.")
    txid = models.BigIntegerField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.CheckConstraint(
                name="nobody_approves_their_own_changeset",
                condition=models.Q(approver_id__isnull=True) | ~models.Q(approver_id=models.F("user_id")),
                violation_error_message="Nobody approves their own changeset; a second person must.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.reason or 'no reason given'}"


class Clock(models.Model):
    """The one row that every writer locks first: the newest changeset and its instant."""

    one = models.BooleanField(primary_key=True, default=True)
    number = models.IntegerField()
    instant = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="there_is_one_clock", condition=models.Q(one=True))]

    def __str__(self) -> str:
        return str(self.number)

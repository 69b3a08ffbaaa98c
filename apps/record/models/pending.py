"""Work that waits for a second pair of eyes, in tables of its own: there is no draft among published facts to leak."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Func, Q
from django.db.models.lookups import IsNull

from apps.record.models.changeset import Changeset, Verb
from apps.record.models.reference import vocabulary


class State(models.TextChoices):
    DRAFT = "draft", "Draft: its author is at it"
    IN_REVIEW = "in-review", "In review: it waits for a second person"
    RETURNED = "returned", "Returned: the reviewer asks for something"
    APPROVED = "approved", "Approved: published as a changeset"
    WITHDRAWN = "withdrawn", "Withdrawn: its author gave it up"


OPEN = (State.DRAFT, State.IN_REVIEW, State.RETURNED)
WITH_THE_AUTHOR = (State.DRAFT, State.RETURNED)


class PendingChangeset(models.Model):
    """A changeset that somebody proposes: creations, changes, withdrawals and citations, published together or not."""

    reason = models.TextField(help_text="Published with the change: what changed, and on what ground.")
    state = models.TextField(choices=State, default=State.DRAFT)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    hands = ArrayField(
        models.IntegerField(), default=list, help_text="Keys of all users who worked at it; none of them approves it."
    )
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    changeset = models.OneToOneField(Changeset, models.PROTECT, null=True, blank=True, related_name="+")
    begun_at = models.DateTimeField(auto_now_add=True)
    moved_at = models.DateTimeField(auto_now=True, help_text="When it last changed, in content or in state.")
    rules = ArrayField(
        models.TextField(), default=list, blank=True, help_text="What refused it when the rules were last asked."
    )
    rules_at = models.IntegerField(
        null=True, blank=True, help_text="The newest changeset when they were. Empty: ask them again."
    )
    seen_by_author = models.BooleanField(default=True, help_text="Whether the author has looked since it was judged.")

    class Meta:
        ordering = ["-moved_at"]
        permissions = [("review", "Can approve and return what others propose, and publish directly")]
        constraints = [
            vocabulary("state", State),
            models.CheckConstraint(
                name="nobody_approves_their_own_proposal",
                condition=~Q(state=State.APPROVED)
                | (
                    Q(reviewer__isnull=False)
                    & IsNull(
                        Func(
                            models.F("hands"),
                            models.F("reviewer"),
                            function="array_position",
                            output_field=models.IntegerField(),
                        ),
                        True,
                    )
                    & ~Q(reviewer=models.F("author"))
                ),
                violation_error_message="Nobody approves what they worked at themselves; another reviewer must.",
            ),
            models.CheckConstraint(
                name="approved_proposals_are_published",
                condition=Q(state=State.APPROVED, changeset__isnull=False)
                | (~Q(state=State.APPROVED) & Q(changeset__isnull=True)),
                violation_error_message="A proposal is approved by publishing it as a changeset.",
            ),
        ]

    def __str__(self) -> str:
        return self.reason

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_with_its_author(self) -> bool:
        return self.state in WITH_THE_AUTHOR


class PendingChange(models.Model):
    """What is proposed for one record, citation or party: the fields that change, as they were and as they would be.

    `row` is the key the row has or will have: it comes from the table's own sequence, so it never meets another.
    """

    pending = models.ForeignKey(PendingChangeset, models.CASCADE, related_name="changes")
    position = models.IntegerField(help_text="Its place in the order of writing: what is referred to comes first.")
    model = models.TextField(help_text="Label of the model: cooperation.membership.")
    row = models.BigIntegerField()
    slug = models.TextField(db_collation="C", help_text="The record's; for a part without one, that of its whole.")
    verb = models.TextField(choices=Verb)
    base_version = models.IntegerField(null=True, help_text="The version it is made from. Empty: it is new.")
    before = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    after = models.JSONField(encoder=DjangoJSONEncoder)

    class Meta:
        ordering = ["pending", "position"]
        constraints = [
            vocabulary("verb", Verb),
            models.UniqueConstraint(
                name="pending_change_is_there_once",
                fields=["pending", "model", "row"],
                violation_error_message="The proposal holds a change of this row already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_verb_display().split(':')[0]} {self.slug}"

    @property
    def is_new(self) -> bool:
        return self.base_version is None


class PendingNote(models.Model):
    """Something said of a proposal: a comment, or what was done with it and why."""

    pending = models.ForeignKey(PendingChangeset, models.CASCADE, related_name="notes")
    author = models.TextField(help_text="The display name held at the time.")
    said_at = models.DateTimeField(auto_now_add=True)
    act = models.TextField(
        blank=True, default="", help_text="What was done: returned, taken over ... Empty: a comment."
    )
    text = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["said_at", "id"]

    def __str__(self) -> str:
        return self.text or self.act

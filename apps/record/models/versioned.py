"""What every record has: versions that the database writes."""

from typing import Any

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from apps.record.models.reference import reference

CURRENT = 2147483647  # `closed` of a version that is still current: a number, never null, so that btrees serve


class Version(models.Model):
    """One version of a record: what we held from changeset `opened` until before changeset `closed`.

    A version replaced within its own changeset has `closed` = `opened`: it was never seen at any number.
    """

    opened = models.IntegerField()
    closed = models.IntegerField()
    verb = models.TextField()

    class Meta:
        abstract = True


class History(HistoricalRecords):
    """simple-history's tables and pages; the rows are written by triggers (`record.operations`).

    Generated columns are copied as plain ones, so that a version keeps what was computed then.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(
            bases=[Version],
            inherit=True,
            history_id_field=models.BigAutoField(),
            history_user_id_field=models.IntegerField(null=True),
            **options,
        )

    def copy_fields(self, model: type[models.Model]) -> dict[str, Any]:
        fields = super().copy_fields(model)
        return {name: _plain(field, model._meta.get_field(name)) for name, field in fields.items()}


def _plain(field: Any, original: Any) -> Any:
    if isinstance(field, models.GeneratedField):
        output: Any = field.output_field
        _, _, args, kwargs = output.deconstruct()
        field = type(output)(*args, **(kwargs | {"null": True}))
        field.set_attributes_from_name(original.name)
    elif hasattr(original, "db_collation"):
        field.db_collation = original.db_collation  # simple-history drops it; joins by slug would lose their index
    field.db_index = False  # the indexes that serve versions are made by TrackHistory
    return field


class Versioned(models.Model):
    """A record with a history. It is withdrawn, never deleted."""

    version = models.IntegerField(
        default=1, editable=False, help_text="Raised by the database on every change; the lock against lost edits."
    )
    withdrawn = models.BooleanField(default=False, editable=False)
    withdrawn_reason = models.TextField(blank=True, default="", editable=False)

    history = History()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_withdrawal_gives_a_reason",
                condition=Q(withdrawn=False) | ~Q(withdrawn_reason=""),
                violation_error_message="Say why it is withdrawn.",
            )
        ]


class Named(Versioned):
    """A record with a public name that never changes and is never used again."""

    slug = models.TextField(
        unique=True,
        db_collation="C",
        help_text="The public name in addresses and queries: lower case, words joined by hyphens. Never changes.",
        error_messages={"unique": "Another record has this slug; slugs are never used twice."},
    )
    merged_into = reference(
        "self",
        "merged_into_slug",
        optional=True,
        editable=False,
        db_index=False,
        help_text="The record that this one, withdrawn, turned out to be; its address leads there.",
    )

    class Meta:
        abstract = True
        constraints = [
            *Versioned.Meta.constraints,
            models.CheckConstraint(
                name="%(class)s_slug_is_lower_case_words_with_hyphens",
                condition=Q(slug__regex=r"^[a-z0-9]+(-[a-z0-9]+)*$"),
                violation_error_message="A slug has lower-case letters and digits, words joined by hyphens: nato, "
                "eu-canada-sdp.",
            ),
            models.CheckConstraint(
                name="%(class)s_merged_is_withdrawn",
                condition=Q(merged_into__isnull=True) | Q(withdrawn=True),
                violation_error_message="What was merged into another record is withdrawn.",
            ),
        ]

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    def __str__(self) -> str:
        return self.slug

"""Read models: one per relation of schema `eudefence`, with its columns in its order."""

from typing import Any

from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import models

from apps.temporal.querysets import PeriodQuerySet

READER = "reader"


class ReadManager(models.Manager.from_queryset(PeriodQuerySet)):  # type: ignore[misc]
    """Asks as the role that may read what is published, and nothing else."""

    def get_queryset(self) -> Any:
        return super().get_queryset().using(READER)


def relation(name: str) -> str:
    """The table name of a relation of schema `eudefence`, quoted as Django needs it.

    It is the relation without the day of an analyst's session, a look at which costs every row.
    """
    return f'"eudefence_pinned"."published_{name}"'


def plain_relation(name: str) -> str:
    """The table name of a relation that has no periods, hence no such day."""
    return f'"eudefence"."{name}"'


def texts() -> Any:
    return ArrayField(models.TextField())


@models.TextField.register_lookup
class AnyOf(models.Lookup):
    """`slug__any_of=slugs`: unlike `__in` it is the same query however many they are, so that its plan is kept."""

    lookup_name = "any_of"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        column, values = self.process_lhs(compiler, connection)
        return f"{column} = any(%s::text[])", [*values, sorted(self.rhs)]


class Row(models.Model):
    """A published record at the pinned changeset."""

    slug = models.TextField(primary_key=True)
    objects: Any = ReadManager()

    class Meta:
        abstract = True
        managed = False
        default_permissions = ()

    def __str__(self) -> str:
        return self.slug


class DatedRow(Row):
    """A published fact with a period."""

    start_edtf = models.TextField()
    end_edtf = models.TextField()
    ended = models.BooleanField()
    start_earliest = models.DateField(null=True)
    start_latest = models.DateField(null=True)
    end_earliest = models.DateField(null=True)
    end_latest = models.DateField(null=True)
    start_reason = models.TextField()
    end_reason = models.TextField()
    possibly = DateRangeField()
    certainly = DateRangeField()
    verified_on = models.DateField(null=True)
    note = models.TextField()

    class Meta(Row.Meta):
        abstract = True


class AboutSubject(DatedRow):
    """A published fact about one subject."""

    label = models.TextField()
    subject_slug = models.TextField()
    subject_name = models.TextField()
    subject_kind = models.TextField()

    class Meta(DatedRow.Meta):
        abstract = True

from typing import Any, ClassVar

from django.db import models

from apps.record.models.querysets import FactQuerySet
from apps.record.models.versioned import Named
from apps.temporal.models import Dated


class Fact(Named):
    """Something we hold to be so, on the word of at least one source."""

    note = models.TextField(blank=True, default="", help_text="What a reader should know, in our own words.")
    verified_on = models.DateField(null=True, blank=True, help_text="When a curator last checked it.")

    objects: ClassVar[Any] = FactQuerySet.as_manager()

    class Meta(Named.Meta):
        abstract = True


class DatedFact(Dated, Fact):
    """A fact that was, is or will be true over a period."""

    class Meta(Dated.Meta, Fact.Meta):
        abstract = True
        constraints = [*Dated.Meta.constraints, *Fact.Meta.constraints]

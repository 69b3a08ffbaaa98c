from typing import Any

from django.db import models

from apps.temporal.querysets import PeriodQuerySet


class Slugged:
    """What querysets of records with a slug can do."""

    def get_by_natural_key(self: Any, slug: str) -> Any:
        return self.get(slug=slug)


class NamedQuerySet(Slugged, models.QuerySet[Any]):
    """Records with a slug."""


class FactQuerySet(Slugged, PeriodQuerySet):
    """Facts with a period."""

from typing import Any, Self

from django.db import models

from apps.temporal.querysets import PeriodQuerySet


class NamedQuerySet(models.QuerySet[Any]):
    """Records with a slug."""

    def get_by_natural_key(self, slug: str) -> Any:
        return self.get(slug=slug)

    def live(self) -> Self:
        """Rows that are published: not withdrawn."""
        return self.filter(withdrawn=False)


class FactQuerySet(PeriodQuerySet, NamedQuerySet):
    """Facts with a period."""

from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class AnalyticsConfig(AppConfig):
    name = "apps.analytics"

    def ready(self) -> None:
        pre_migrate.connect(_before, sender=self)
        post_migrate.connect(_after, sender=self)


def _before(using: str, **_: Any) -> None:
    from apps.analytics import relations

    relations.drop(using)


def _after(using: str, **_: Any) -> None:
    from apps.analytics import relations

    relations.build(using)

from django.apps import AppConfig


class TemporalConfig(AppConfig):
    name = "apps.temporal"
    default_auto_field = "django.db.models.BigAutoField"

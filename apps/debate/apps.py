from django.apps import AppConfig


class DebateConfig(AppConfig):
    name = "apps.debate"
    default_auto_field = "django.db.models.BigAutoField"

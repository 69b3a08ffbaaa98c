from django.apps import AppConfig


class ActorsConfig(AppConfig):
    name = "apps.actors"
    default_auto_field = "django.db.models.BigAutoField"

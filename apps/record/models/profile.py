from django.conf import settings
from django.db import models


class Profile(models.Model):
    """The name under which a user's changesets are published."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE)
    display_name = models.TextField()

    def __str__(self) -> str:
        return self.display_name

from django.conf import settings
from django.db import models


class SavedFilter(models.Model):
    """A list in the back office that somebody comes back to: its address, under a name; shared or their own."""

    name = models.TextField(help_text="What the list shows: memberships without an end.")
    address = models.TextField(help_text="The list's address within the back office.")
    shared = models.BooleanField(default=False, help_text="Shown on everybody's desk.")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="savedfilter_address_is_of_the_back_office",
                # A path of this site, so that a shared name leads nowhere else and runs nothing.
                condition=models.Q(address__regex=r"^/admin/[A-Za-z0-9/_-]*(\?.*)?$"),
                violation_error_message="The address of a list begins with /admin/.",
            )
        ]

    def __str__(self) -> str:
        return self.name

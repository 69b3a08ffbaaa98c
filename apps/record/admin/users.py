"""Users are Django's own, with the name under which they publish."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import User

from apps.record.admin.fields import PlainFields
from apps.record.models import Profile


class ProfileInline(PlainFields, admin.StackedInline):
    model = Profile
    can_delete = False


admin.site.unregister(User)


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    """Deactivated, not deleted: their changesets remain."""

    inlines = (ProfileInline,)

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        return False

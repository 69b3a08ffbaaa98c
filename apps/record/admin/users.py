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


BEYOND_GROUPS = ("is_superuser", "user_permissions")

admin.site.unregister(User)


@admin.register(User)
class UserAdmin(DjangoUserAdmin):
    """Deactivated, not deleted: their changesets remain."""

    inlines = (ProfileInline,)

    def get_fieldsets(self, request: Any, obj: Any = None) -> Any:
        """Rights come with groups; only a superuser gives others, or makes one."""
        found = super().get_fieldsets(request, obj)
        if request.user.is_superuser or obj is None:
            return found
        return [
            (title, {**options, "fields": tuple(name for name in options["fields"] if name not in BEYOND_GROUPS)})
            for title, options in found
        ]

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        beyond = obj is not None and obj.is_superuser and not request.user.is_superuser
        return not beyond and super().has_change_permission(request, obj)

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        return False

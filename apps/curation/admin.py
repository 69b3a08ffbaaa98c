from typing import Any

from django.contrib import admin
from django.db.models import Q
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from apps.curation.models import SavedFilter, Suggestion
from apps.record.admin.fields import PlainFields

admin.site.unregister([StaticDevice, TOTPDevice])  # they show secrets; our page of the second factor does not


@admin.register(SavedFilter)
class SavedFilterAdmin(PlainFields, admin.ModelAdmin):
    """Everybody keeps lists of their own and sees those that are shared."""

    list_display = ("name", "address", "owner", "shared")
    list_select_related = ("owner",)
    fields = ("name", "address", "shared")

    def get_queryset(self, request: Any) -> Any:
        return super().get_queryset(request).filter(Q(owner=request.user) | Q(shared=True))

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        if not change:
            obj.owner = request.user
        super().save_model(request, obj, form, change)

    def has_add_permission(self, request: Any) -> bool:
        return request.user.has_perm("record.view_pendingchangeset")

    def has_view_permission(self, request: Any, obj: Any = None) -> bool:
        return self.has_add_permission(request)

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return self.has_add_permission(request) and (obj is None or obj.owner_id == request.user.pk)

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def has_module_permission(self, request: Any) -> bool:
        return self.has_add_permission(request)


@admin.register(Suggestion)
class SuggestionAdmin(PlainFields, admin.ModelAdmin):
    """What readers suggest: read by everybody on the desk, ticked off when dealt with."""

    list_display = ("text", "resource", "slug", "received_at", "is_done")
    list_filter = ("is_done", "resource")
    readonly_fields = ("resource", "slug", "text", "source", "contact", "received_at")
    fields = (*readonly_fields, "is_done")

    def has_add_permission(self, request: Any) -> bool:
        return False

    def has_view_permission(self, request: Any, obj: Any = None) -> bool:
        return bool(request.user.has_perm("record.view_pendingchangeset"))

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return self.has_view_permission(request)

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        return False

    def has_module_permission(self, request: Any) -> bool:
        return self.has_view_permission(request)

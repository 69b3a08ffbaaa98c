"""Changesets, to read; releases, to read and to name."""

from typing import Any

from django.contrib import admin

from apps.record.admin.fields import PlainFields
from apps.record.models import Changeset, Release


class Kept:
    """Mix into a ModelAdmin: what is written stays as it is."""

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        return False


@admin.register(Changeset)
class ChangesetAdmin(Kept, admin.ModelAdmin):
    list_display = ("number", "instant", "author", "reason")
    search_fields = ("=number", "author", "reason")
    fields = ("number", "instant", "author", "reason", "db_user")
    ordering = ("-number",)

    def has_add_permission(self, request: Any) -> bool:
        return False


HOW = (
    "A release names a changeset for ever: neither is changed or removed again. Its files are made by whoever runs the "
    "site, with “manage.py release” and the name; then they stand at the address of the release, below /releases/."
)


@admin.register(Release)
class ReleaseAdmin(Kept, PlainFields, admin.ModelAdmin):
    list_display = ("name", "changeset_id", "title", "named_at")
    search_fields = ("name", "title")
    fieldsets = ((None, {"fields": ("name", "changeset", "title", "note"), "description": HOW}),)
    autocomplete_fields = ("changeset",)
    ordering = ("-named_at",)

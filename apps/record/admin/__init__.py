"""The curators' forms. Every room registers its models on `RecordAdmin`."""

from django.contrib import admin

from apps.record.admin.inlines import PartFormSet, PartInline
from apps.record.admin.record import RecordAdmin
from apps.record.admin.releases import ChangesetAdmin, ReleaseAdmin
from apps.record.admin.slugs import free_slug
from apps.record.admin.users import UserAdmin

admin.site.site_header = admin.site.site_title = "eudefence"
admin.site.index_title = "The record"

__all__ = ["ChangesetAdmin", "PartFormSet", "PartInline", "RecordAdmin", "ReleaseAdmin", "UserAdmin", "free_slug"]

"""The curators' forms. Every room registers its models on `RecordAdmin`."""

from apps.record.admin.inlines import PartFormSet, PartInline
from apps.record.admin.pending import PendingChangesetAdmin
from apps.record.admin.record import RecordAdmin
from apps.record.admin.releases import ChangesetAdmin, ReleaseAdmin
from apps.record.admin.users import UserAdmin
from apps.record.slugs import free_slug

__all__ = [
    "ChangesetAdmin",
    "PartFormSet",
    "PartInline",
    "PendingChangesetAdmin",
    "RecordAdmin",
    "ReleaseAdmin",
    "UserAdmin",
    "free_slug",
]

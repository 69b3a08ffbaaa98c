from typing import ClassVar

from django.contrib import admin

from apps.cooperation.models import CooperationCitation, Format, Membership, Partnership, PartnershipParty
from apps.cooperation.models.membership import MEMBERS, TARGETS
from apps.cooperation.verbs import CHANGE, RENEW
from apps.record.admin import PartInline, RecordAdmin
from apps.sources.admin import citations


@admin.register(Format)
class FormatAdmin(RecordAdmin):
    identity = ("name", ("kind", "status"), "aliases", "identifiers")
    columns = ("name", "kind", "dates", "status")
    search_fields = ("slug", "name", "aliases")
    inlines = (citations(CooperationCitation, "format"),)


@admin.register(Membership)
class MembershipAdmin(RecordAdmin):
    identity = (
        ("member_actor", "member_format"),
        ("target_format", "target_instrument", "target_actor"),
        ("role", "standing"),
        ("follows", "proposal"),
    )
    columns = ("member", "target", "role", "standing", "dates")
    ends: ClassVar = {"member": MEMBERS, "target": TARGETS}
    slug_parts = ("member", "target", "role")
    search_fields = ("slug", *(f"{end}__name" for end in (*MEMBERS, *TARGETS)))
    inlines = (citations(CooperationCitation, "membership"),)
    acts = {"renew": RENEW, "change-role": CHANGE}


class PartyInline(PartInline):
    model = PartnershipParty
    fk_name = "partnership"
    columns = (("party_actor", "party_format"),)
    verbose_name = "party"
    verbose_name_plural = "parties"


@admin.register(Partnership)
class PartnershipAdmin(RecordAdmin):
    identity = ("name", ("kind", "standing", "binding"), "areas")
    columns = ("name", "kind", "dates", "standing")
    search_fields = ("slug", "name")
    inlines = (PartyInline, citations(CooperationCitation, "partnership"))

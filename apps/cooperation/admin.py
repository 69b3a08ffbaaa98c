from django.contrib import admin

from apps.cooperation.models import CooperationCitation, Format, Membership, Partnership, PartnershipParty
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
    columns = ("member_slug", "target_slug", "role", "standing", "dates")
    slug_parts = ("member", "target", "role")
    search_fields = ("slug",)
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

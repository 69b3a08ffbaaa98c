from django.contrib import admin

from apps.debate.models import Proposal, ProposalCitation, Proposer
from apps.record.admin import PartInline, RecordAdmin
from apps.sources.admin import citations


class ProposerInline(PartInline):
    model = Proposer
    fk_name = "proposal"
    columns = ("actor",)


@admin.register(Proposal)
class ProposalAdmin(RecordAdmin):
    identity = ("name", "variant_of")
    columns = ("name", "dates", "variant_of_id")
    search_fields = ("slug", "name")
    inlines = (ProposerInline, citations(ProposalCitation, "proposal"))

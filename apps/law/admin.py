from django.contrib import admin

from apps.law.models import Instrument, LawCitation, LegalBasis
from apps.record.admin import RecordAdmin
from apps.sources.admin import citations


@admin.register(LegalBasis)
class LegalBasisAdmin(RecordAdmin):
    identity = ("name", ("kind", "status"), "aliases", "identifiers")
    columns = ("name", "kind", "dates", "status")
    search_fields = ("slug", "name", "aliases")
    inlines = (citations(LawCitation, "legal_basis"),)


@admin.register(Instrument)
class InstrumentAdmin(RecordAdmin):
    identity = ("name", ("kind", "status"), "aliases", "identifiers")
    columns = ("name", "kind", "dates", "status")
    search_fields = ("slug", "name", "aliases")
    inlines = (citations(LawCitation, "instrument"),)

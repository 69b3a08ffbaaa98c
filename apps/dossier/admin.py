from typing import ClassVar

from django.contrib import admin

from apps.dossier.models import Claim, Coverage, DossierCitation, LegalEffect, Link, Milestone, Quantity
from apps.dossier.models.coverage import TARGETS
from apps.dossier.models.subject import OBJECTS, SUBJECTS
from apps.record.admin import RecordAdmin
from apps.sources.admin import citations


def one_of(of: str) -> tuple[tuple[str, ...], ...]:
    """The alternatives of a subject or object, in rows that fit a page."""
    return (
        (f"{of}_actor", f"{of}_format", f"{of}_instrument"),
        (f"{of}_legal_basis", f"{of}_membership", f"{of}_partnership"),
        (f"{of}_proposal",),
    )


@admin.register(Milestone)
class MilestoneAdmin(RecordAdmin):
    identity = ("label", ("kind", "outcome"), "date_edtf", *one_of("subject"))
    columns = ("label", "subject", "kind", "date_edtf", "outcome")
    ends: ClassVar = {"subject": SUBJECTS}
    slug_parts = ("subject", "kind")
    search_fields = ("slug", "label")
    inlines = (citations(DossierCitation, "milestone"),)


@admin.register(LegalEffect)
class LegalEffectAdmin(RecordAdmin):
    identity = (("legal_basis", "effect"), *one_of("subject"))
    columns = ("legal_basis", "effect", "subject", "dates")
    ends: ClassVar = {"legal_basis": ("legal_basis",), "subject": SUBJECTS}
    slug_parts = ("legal_basis", "effect", "subject")
    search_fields = ("slug",)
    inlines = (citations(DossierCitation, "legal_effect"),)


@admin.register(Link)
class LinkAdmin(RecordAdmin):
    identity = (*one_of("subject"), "kind", *one_of("object"))
    columns = ("subject", "kind", "object", "dates")
    ends: ClassVar = {"subject": SUBJECTS, "object": OBJECTS}
    slug_parts = ("subject", "kind", "object")
    search_fields = ("slug",)
    inlines = (citations(DossierCitation, "link"),)


@admin.register(Quantity)
class QuantityAdmin(RecordAdmin):
    identity = ("measure", ("bound", "value", "unit"), *one_of("subject"))
    columns = ("subject", "measure", "bound", "value", "unit", "dates")
    ends: ClassVar = {"subject": SUBJECTS}
    slug_parts = ("subject", "measure")
    search_fields = ("slug",)
    inlines = (citations(DossierCitation, "quantity"),)


@admin.register(Claim)
class ClaimAdmin(RecordAdmin):
    identity = ("statement", "holds", *one_of("subject"))
    columns = ("statement", "subject", "holds", "dates")
    ends: ClassVar = {"subject": SUBJECTS}
    slug_parts = ("subject", "statement")
    search_fields = ("slug", "statement")
    inlines = (citations(DossierCitation, "claim"),)


@admin.register(Coverage)
class CoverageAdmin(RecordAdmin):
    identity = (("target_format", "target_instrument", "target_actor"), ("complete", "on"))
    columns = ("target", "complete", "on")
    ends: ClassVar = {"target": TARGETS}
    slug_parts = ("target", "members", "on")
    search_fields = ("slug",)
    inlines = (citations(DossierCitation, "coverage"),)

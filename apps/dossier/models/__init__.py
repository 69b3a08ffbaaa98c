from apps.dossier.models.citation import DossierCitation
from apps.dossier.models.claim import Claim
from apps.dossier.models.coverage import Coverage
from apps.dossier.models.legal_effect import Effect, LegalEffect
from apps.dossier.models.link import Link, LinkKind
from apps.dossier.models.milestone import Milestone, MilestoneKind, Outcome
from apps.dossier.models.quantity import Bound, Measure, Quantity, Unit

__all__ = [
    "Bound",
    "Claim",
    "Coverage",
    "DossierCitation",
    "Effect",
    "LegalEffect",
    "Link",
    "LinkKind",
    "Measure",
    "Milestone",
    "MilestoneKind",
    "Outcome",
    "Quantity",
    "Unit",
]

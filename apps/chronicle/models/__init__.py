from apps.chronicle.models.cooperation import Membership, Partnership
from apps.chronicle.models.debate import Proposal
from apps.chronicle.models.dossier import Claim, Coverage, LegalEffect, Link, Milestone, Quantity
from apps.chronicle.models.record import Changeset, Release, Tombstone
from apps.chronicle.models.sources import Citation, Source
from apps.chronicle.models.things import Actor, Format, Instrument, LegalBasis

__all__ = [
    "Actor",
    "Changeset",
    "Citation",
    "Claim",
    "Coverage",
    "Format",
    "Instrument",
    "LegalBasis",
    "LegalEffect",
    "Link",
    "Membership",
    "Milestone",
    "Partnership",
    "Proposal",
    "Quantity",
    "Release",
    "Source",
    "Tombstone",
]

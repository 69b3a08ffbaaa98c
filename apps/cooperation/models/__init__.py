from apps.cooperation.models.citation import CooperationCitation
from apps.cooperation.models.format import Format, FormatKind
from apps.cooperation.models.membership import Membership
from apps.cooperation.models.partnership import Partnership, PartnershipKind
from apps.cooperation.models.party import PartnershipParty
from apps.cooperation.models.vocabulary import PARTICIPATING, Role, Standing

__all__ = [
    "PARTICIPATING",
    "CooperationCitation",
    "Format",
    "FormatKind",
    "Membership",
    "Partnership",
    "PartnershipKind",
    "PartnershipParty",
    "Role",
    "Standing",
]

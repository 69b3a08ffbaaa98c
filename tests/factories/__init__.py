"""One factory per model. A fact comes with a source and a citation: the database demands one at commit."""

from tests.factories.actors import ActorCitationFactory, ActorFactory
from tests.factories.cooperation import (
    CooperationCitationFactory,
    FormatFactory,
    MembershipFactory,
    PartnershipFactory,
    PartnershipPartyFactory,
)
from tests.factories.debate import ProposalCitationFactory, ProposalFactory, ProposerFactory
from tests.factories.dossier import (
    ClaimFactory,
    CoverageFactory,
    DossierCitationFactory,
    LegalEffectFactory,
    LinkFactory,
    MilestoneFactory,
    QuantityFactory,
)
from tests.factories.law import InstrumentFactory, LawCitationFactory, LegalBasisFactory
from tests.factories.record import ProfileFactory, ReleaseFactory, UserFactory
from tests.factories.registry import factory_of
from tests.factories.sources import SourceFactory

__all__ = [
    "ActorCitationFactory",
    "ActorFactory",
    "ClaimFactory",
    "CooperationCitationFactory",
    "CoverageFactory",
    "DossierCitationFactory",
    "FormatFactory",
    "InstrumentFactory",
    "LawCitationFactory",
    "LegalBasisFactory",
    "LegalEffectFactory",
    "LinkFactory",
    "MembershipFactory",
    "MilestoneFactory",
    "PartnershipFactory",
    "PartnershipPartyFactory",
    "ProfileFactory",
    "ProposalCitationFactory",
    "ProposalFactory",
    "ProposerFactory",
    "QuantityFactory",
    "ReleaseFactory",
    "SourceFactory",
    "UserFactory",
    "factory_of",
]

import factory
from factory.django import DjangoModelFactory

from apps.debate.models import Proposal, ProposalCitation, Proposer
from tests.factories.actors import ActorFactory
from tests.factories.base import FactFactory
from tests.factories.sources import CitationFactory


class ProposalFactory(FactFactory):
    class Meta:
        model = Proposal

    slug = factory.Sequence("proposal-{}".format)
    name = factory.Sequence("Proposal {}".format)
    start_edtf = "2017"


class ProposerFactory(DjangoModelFactory):
    class Meta:
        model = Proposer

    proposal = factory.SubFactory(ProposalFactory)
    actor = factory.SubFactory(ActorFactory)


class ProposalCitationFactory(CitationFactory):
    class Meta:
        model = ProposalCitation

    slug = factory.Sequence("proposal-citation-{}".format)
    proposal = factory.SubFactory(ProposalFactory)

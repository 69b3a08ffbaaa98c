import factory

from apps.actors.models import Actor, ActorCitation, ActorKind
from tests.factories.base import FactFactory
from tests.factories.sources import CitationFactory


class ActorFactory(FactFactory):
    class Meta:
        model = Actor

    slug = factory.Sequence("actor-{}".format)
    name = factory.Sequence("Actor {}".format)
    kind = ActorKind.STATE
    start_edtf = ".."


class ActorCitationFactory(CitationFactory):
    class Meta:
        model = ActorCitation

    slug = factory.Sequence("actor-citation-{}".format)
    actor = factory.SubFactory(ActorFactory)

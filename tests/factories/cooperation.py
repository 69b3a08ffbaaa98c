import factory
from factory.django import DjangoModelFactory

from apps.cooperation.models import (
    CooperationCitation,
    Format,
    FormatKind,
    Membership,
    Partnership,
    PartnershipKind,
    PartnershipParty,
    Role,
    Standing,
)
from tests.factories.actors import ActorFactory
from tests.factories.base import FactFactory
from tests.factories.sources import CitationFactory


class FormatFactory(FactFactory):
    class Meta:
        model = Format

    slug = factory.Sequence("format-{}".format)
    name = factory.Sequence("Format {}".format)
    kind = FormatKind.PROJECT
    start_edtf = "1992"


class MembershipFactory(FactFactory):
    """An actor in a format."""

    class Meta:
        model = Membership

    slug = factory.Sequence("membership-{}".format)
    member_actor = factory.SubFactory(ActorFactory)
    target_format = factory.SubFactory(FormatFactory)
    role = Role.MEMBER
    start_edtf = "2017"


class PartnershipFactory(FactFactory):
    class Meta:
        model = Partnership

    slug = factory.Sequence("partnership-{}".format)
    name = factory.Sequence("Partnership {}".format)
    kind = PartnershipKind.SECURITY_AND_DEFENCE_PARTNERSHIP
    standing = Standing.IN_FORCE
    start_edtf = "2024-11"


class PartnershipPartyFactory(DjangoModelFactory):
    class Meta:
        model = PartnershipParty

    partnership = factory.SubFactory(PartnershipFactory)
    party_actor = factory.SubFactory(ActorFactory)


class CooperationCitationFactory(CitationFactory):
    """Of a format, unless a membership or a partnership is given."""

    class Meta:
        model = CooperationCitation

    slug = factory.Sequence("cooperation-citation-{}".format)
    membership = partnership = None
    format = factory.Maybe(
        factory.LazyAttribute(lambda citation: citation.membership or citation.partnership),
        None,
        factory.SubFactory(FormatFactory),
    )

from decimal import Decimal

import factory

from apps.dossier.models import (
    Claim,
    Coverage,
    DossierCitation,
    Effect,
    LegalEffect,
    Link,
    LinkKind,
    Measure,
    Milestone,
    MilestoneKind,
    Quantity,
    Unit,
)
from tests.factories.actors import ActorFactory
from tests.factories.base import FactFactory
from tests.factories.cooperation import FormatFactory
from tests.factories.law import LegalBasisFactory
from tests.factories.sources import CitationFactory

OTHERS = ("milestone", "legal_effect", "link", "quantity", "coverage")


class MilestoneFactory(FactFactory):
    class Meta:
        model = Milestone

    slug = factory.Sequence("milestone-{}".format)
    subject_format = factory.SubFactory(FormatFactory)
    label = factory.Sequence("Milestone {}".format)
    kind = MilestoneKind.CREATED
    date_edtf = "1992-05-22"


class LegalEffectFactory(FactFactory):
    class Meta:
        model = LegalEffect

    slug = factory.Sequence("legal-effect-{}".format)
    legal_basis = factory.SubFactory(LegalBasisFactory)
    subject_format = factory.SubFactory(FormatFactory)
    effect = Effect.ENABLES
    start_edtf = "2009-12-01"


class LinkFactory(FactFactory):
    class Meta:
        model = Link

    slug = factory.Sequence("link-{}".format)
    subject_format = factory.SubFactory(FormatFactory)
    object_actor = factory.SubFactory(ActorFactory)
    kind = LinkKind.PART_OF
    start_edtf = "2017"


class QuantityFactory(FactFactory):
    class Meta:
        model = Quantity

    slug = factory.Sequence("quantity-{}".format)
    subject_format = factory.SubFactory(FormatFactory)
    measure = Measure.STRENGTH
    value = Decimal("60000")
    unit = Unit.TROOPS
    start_edtf = "1999"


class ClaimFactory(FactFactory):
    class Meta:
        model = Claim

    slug = factory.Sequence("claim-{}".format)
    subject_format = factory.SubFactory(FormatFactory)
    statement = factory.Sequence("Statement {}".format)
    start_edtf = "2017"


class CoverageFactory(FactFactory):
    class Meta:
        model = Coverage

    slug = factory.Sequence("coverage-{}".format)
    target_format = factory.SubFactory(FormatFactory)
    complete = True
    on = "2023-05-23"


class DossierCitationFactory(CitationFactory):
    """Of a claim, unless another fact is given."""

    class Meta:
        model = DossierCitation

    slug = factory.Sequence("dossier-citation-{}".format)
    milestone = legal_effect = link = quantity = coverage = None
    claim = factory.Maybe(
        factory.LazyAttribute(lambda citation: any(getattr(citation, name) for name in OTHERS)),
        None,
        factory.SubFactory(ClaimFactory),
    )

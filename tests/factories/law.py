import factory

from apps.law.models import Instrument, InstrumentKind, LawCitation, LegalBasis, LegalBasisKind
from tests.factories.base import FactFactory
from tests.factories.sources import CitationFactory


class LegalBasisFactory(FactFactory):
    class Meta:
        model = LegalBasis

    slug = factory.Sequence("legal-basis-{}".format)
    name = factory.Sequence("Legal basis {}".format)
    kind = LegalBasisKind.ARTICLE
    start_edtf = "2009-12-01"


class InstrumentFactory(FactFactory):
    class Meta:
        model = Instrument

    slug = factory.Sequence("instrument-{}".format)
    name = factory.Sequence("Instrument {}".format)
    kind = InstrumentKind.FUND
    start_edtf = "2021"


class LawCitationFactory(CitationFactory):
    """Of an instrument, unless a legal basis is given."""

    class Meta:
        model = LawCitation

    slug = factory.Sequence("law-citation-{}".format)
    instrument = factory.Maybe("legal_basis", None, factory.SubFactory(InstrumentFactory))
    legal_basis = None

from apps.law.models.citation import LawCitation
from apps.law.models.instrument import Instrument, InstrumentKind
from apps.law.models.legal_basis import LegalBasis, LegalBasisKind

__all__ = ["Instrument", "InstrumentKind", "LawCitation", "LegalBasis", "LegalBasisKind"]

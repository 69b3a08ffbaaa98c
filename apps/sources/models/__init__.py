from apps.sources.models.citation import Citation, Stance
from apps.sources.models.source import Source, SourceKind

__all__ = ["Citation", "Source", "SourceKind", "Stance"]

import factory
from factory.django import DjangoModelFactory

from apps.sources.models import Source, SourceKind


class SourceFactory(DjangoModelFactory):
    class Meta:
        model = Source

    slug = factory.Sequence("source-{}".format)
    title = factory.Sequence("Source {}".format)
    kind = SourceKind.REPORT
    date_edtf = "2026-05"
    url = factory.Sequence("https://example.org/{}".format)


class CitationFactory(DjangoModelFactory):
    """What the citations of every room share; the caller or the room names the fact."""

    class Meta:
        abstract = True

    source = factory.SubFactory(SourceFactory)

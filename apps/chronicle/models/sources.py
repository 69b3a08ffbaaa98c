from django.db import models

from apps.chronicle.models.base import Row, relation, texts


class Source(Row):
    """Published sources."""

    name = models.TextField()
    authors = texts()
    title = models.TextField()
    container = models.TextField()
    number = models.TextField()
    publisher = models.TextField()
    date_edtf = models.TextField()
    url = models.TextField()
    archived_url = models.TextField()
    kind = models.TextField()
    language = models.TextField()
    note = models.TextField()

    class Meta(Row.Meta):
        db_table = relation("source")


class Citation(Row):
    """Published citations."""

    source_slug = models.TextField()
    source_name = models.TextField()
    subject_slug = models.TextField()
    subject_name = models.TextField()
    subject_kind = models.TextField()
    stance = models.TextField()
    locator = models.TextField()
    footnote = models.TextField()
    as_printed = models.TextField()
    asserted_start = models.TextField()
    asserted_end = models.TextField()
    consulted_on = models.DateField(null=True)
    note = models.TextField()

    class Meta(Row.Meta):
        db_table = relation("citation")

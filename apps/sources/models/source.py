from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from apps.record.models import Named
from apps.record.models.querysets import NamedQuerySet
from apps.record.models.reference import vocabulary
from apps.temporal.fields import EdtfField, is_edtf


class SourceKind(models.TextChoices):
    BOOK = "book", "Book"
    JOURNAL_ARTICLE = "journal-article", "Article in a journal"
    REPORT = "report", "Report or research paper"
    POLICY_BRIEF = "policy-brief", "Policy brief or briefing"
    WORKING_PAPER = "working-paper", "Working paper"
    COMMENTARY = "commentary", "Commentary, analysis or blog post"
    PRESS_RELEASE = "press-release", "Press release"
    NEWS = "news", "News item"
    WEB_PAGE = "web-page", "Web page that may change"
    LEGAL_ACT = "legal-act", "Legal act"
    OFFICIAL_DOCUMENT = "official-document", "Document of a public body"
    AGREEMENT_TEXT = "agreement-text", "Text of an agreement"


class Source(Named):
    """A work that says something: a paper, an act, a press release, a web page."""

    title = models.TextField()
    authors = ArrayField(
        models.TextField(),
        default=list,
        blank=True,
        help_text="Surname, Given name; separated by semicolons, in order.",
    )
    container = models.TextField(blank=True, default="", help_text="Journal, series or site it appeared in.")
    number = models.TextField(blank=True, default="", help_text="Volume, issue or document number.")
    publisher = models.TextField(blank=True, default="")
    date_edtf = EdtfField("date", help_text="The work's own date. Empty: undated.")
    url = models.URLField(max_length=2000, blank=True, default="")
    archived_url = models.URLField(max_length=2000, blank=True, default="")
    kind = models.TextField(choices=SourceKind)
    language = models.TextField(blank=True, default="en", help_text="BCP 47: en, fr, de.")
    note = models.TextField(blank=True, default="")

    objects: ClassVar[Any] = NamedQuerySet.as_manager()

    class Meta(Named.Meta):
        ordering = ["slug"]
        constraints = [
            *Named.Meta.constraints,
            vocabulary("kind", SourceKind),
            is_edtf("date_edtf", "date of the work"),
            models.CheckConstraint(
                name="source_address_is_http",
                condition=Q(url__regex=r"^($|https?://)", archived_url__regex=r"^($|https?://)"),
                violation_error_message="An address of a source begins with https:// or http://.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

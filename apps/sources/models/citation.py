from typing import Any, ClassVar

from django.db import models

from apps.record.models import Named
from apps.record.models.querysets import NamedQuerySet
from apps.record.models.reference import reference, vocabulary
from apps.temporal.fields import EdtfField, is_edtf


class Stance(models.TextChoices):
    SUPPORTS = "supports", "Supports: it says so"
    DISPUTES = "disputes", "Disputes: it says otherwise"
    MENTIONS = "mentions", "Mentions: it speaks of it without saying so"
    SILENT = "silent", "Silent: it is cited for this but does not say it"


class Citation(Named):
    """One fact's use of one source: where it says what, and which dates it asserts. One table per room."""

    source = reference("sources.Source", "source_slug")
    stance = models.TextField(choices=Stance, default=Stance.SUPPORTS)
    locator = models.TextField(blank=True, default="", help_text="Page, section, paragraph.")
    footnote = models.TextField(blank=True, default="", help_text="Number of the footnote that carries it.")
    as_printed = models.TextField(blank=True, default="", help_text="The value as the source prints it.")
    asserted_start = EdtfField(help_text="The start that this source asserts.")
    asserted_end = EdtfField(help_text="The end that this source asserts.")
    consulted_on = models.DateField(null=True, blank=True, help_text="Empty: nobody has opened it.")
    note = models.TextField(blank=True, default="")

    objects: ClassVar[Any] = NamedQuerySet.as_manager()

    class Meta(Named.Meta):
        abstract = True
        ordering = ["slug"]
        constraints = [
            *Named.Meta.constraints,
            vocabulary("stance", Stance),
            is_edtf("asserted_start", "start that the source asserts"),
            is_edtf("asserted_end", "end that the source asserts"),
        ]

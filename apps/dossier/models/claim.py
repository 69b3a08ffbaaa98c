from django.db import models

from apps.dossier.models.subject import SUBJECTS, HasSubject
from apps.record.models.fact import DatedFact
from apps.record.models.reference import exactly_one


class Claim(HasSubject, DatedFact):
    """A statement that somebody makes about a subject: “the only”, “not an EU body”, “never used”.

    Who says so, and who disputes it, is in its citations.
    """

    statement = models.TextField(help_text="In our own words.")
    holds = models.BooleanField(default=True, help_text="Whether it holds, as far as we know.")

    class Meta(DatedFact.Meta):
        ordering = ["slug"]
        constraints = [*DatedFact.Meta.constraints, exactly_one("subject", SUBJECTS)]

    def __str__(self) -> str:
        return self.statement

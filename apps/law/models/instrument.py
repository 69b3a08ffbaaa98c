from django.db import models

from apps.record.models import Thing
from apps.record.models.reference import vocabulary


class InstrumentKind(models.TextChoices):
    FUND = "fund", "Fund"
    LOAN_INSTRUMENT = "loan-instrument", "Loan instrument"
    PROGRAMME = "programme", "Programme"
    FACILITY = "facility", "Facility"
    MECHANISM = "mechanism", "Mechanism"
    STRATEGY = "strategy", "Strategy or white paper"
    PLAN = "plan", "Plan"
    FISCAL_CLAUSE = "fiscal-clause", "Fiscal clause"
    BUDGET = "budget", "Budget"


class Instrument(Thing):
    """Money, a facility, a programme, a strategy or a fiscal clause: what formats and states draw on."""

    kind = models.TextField(choices=InstrumentKind)

    class Meta(Thing.Meta):
        ordering = ["slug"]
        constraints = [*Thing.Meta.constraints, vocabulary("kind", InstrumentKind)]

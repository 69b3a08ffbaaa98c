from django.db import models

from apps.dossier.models.subject import SUBJECTS, HasSubject
from apps.record.models.fact import DatedFact
from apps.record.models.reference import exactly_one, vocabulary


class Measure(models.TextChoices):
    STRENGTH = "strength", "Strength"
    PLANNED_STRENGTH = "planned-strength", "Planned strength"
    UNIT_STRENGTH = "unit-strength", "Unit strength: of one unit"
    INITIAL_SIZE = "initial-size", "Initial size: at first"
    DEPLOYMENT_TIME = "deployment-time", "Deployment time: until all are there"
    TARGET_YEAR = "target-year", "Target year: set as a target"
    VOLUME = "volume", "Volume: of money"
    MEMBER_COUNT = "member-count", "Member count"
    PARTNER_COUNT = "partner-count", "Partner count"
    ASSOCIATE_COUNT = "associate-count", "Associate count"
    RANK = "rank", "Rank: place in an order"
    COUNT = "count", "Count: of parts"
    AGE = "age", "Age"
    PERIOD = "period", "Period: length of time"


class Unit(models.TextChoices):
    TROOPS = "troops", "Troops"
    BRIGADE = "brigade", "Brigades"
    DAYS = "days", "Days"
    YEARS = "years", "Years"
    YEAR = "year", "Calendar year"
    EUR = "eur", "Euro"
    CURRENCY_NOT_STATED = "currency-not-stated", "Money, currency not stated"
    PERCENT_OF_GDP = "percent-of-gdp", "Per cent of gross domestic product"
    STATES = "states", "States"
    BODIES = "bodies", "Bodies"
    MODELS = "models", "Models, scenarios or pathways"
    PROPOSALS = "proposals", "Proposals"
    ORDINAL = "ordinal", "Ordinal: first, second, third"


class Bound(models.TextChoices):
    EXACT = "exact", "Exactly"
    ABOUT = "about", "About"
    AT_MOST = "at-most", "At most"
    AT_LEAST = "at-least", "At least"
    TARGET = "target", "As a target"


class Quantity(HasSubject, DatedFact):
    """A number with its unit, how firm it is, and the period it speaks of."""

    measure = models.TextField(choices=Measure)
    value = models.DecimalField(max_digits=20, decimal_places=4)
    unit = models.TextField(choices=Unit)
    bound = models.TextField(choices=Bound, default=Bound.EXACT)

    class Meta(DatedFact.Meta):
        ordering = ["slug"]
        verbose_name_plural = "quantities"
        constraints = [
            *DatedFact.Meta.constraints,
            exactly_one("subject", SUBJECTS),
            vocabulary("measure", Measure),
            models.CheckConstraint(
                name="quantity_value_is_a_number",
                condition=models.Q(value__lt=10**16),  # NaN is greater than any number
                violation_error_message="The value is a number below 10,000,000,000,000,000.",
            ),
            vocabulary("unit", Unit),
            vocabulary("bound", Bound),
        ]

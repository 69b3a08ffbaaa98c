"""Links between records, and the constraints that many models share."""

from typing import Any

from django.db import models
from django.db.models import Func, Q, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact


def reference(to: str, column: str, *, optional: bool = False, **options: Any) -> Any:
    """A foreign key that holds the other record's slug: it never changes, so rows read well and need no look-up."""
    defaults: dict[str, Any] = {"related_name": "+", "null": optional, "blank": optional}
    return models.ForeignKey(to, models.PROTECT, to_field="slug", db_column=column, **(defaults | options))


def alternative(to: str, column: str, **options: Any) -> Any:
    """One of several references of which exactly one is set; look-ups go by the column that `slug_of` makes."""
    return reference(to, column, optional=True, db_index=False, **options)


def vocabulary(field: str, choices: type[models.TextChoices]) -> models.CheckConstraint:
    """The database refuses what the vocabulary does not hold."""
    return models.CheckConstraint(
        name=f"%(class)s_{field}_is_in_the_vocabulary",
        condition=Q(**{f"{field}__in": choices.values}),
        violation_error_message=f"The {field} must be one of: {', '.join(choices.values)}.",
    )


def exactly_one(of: str, fields: tuple[str, ...]) -> models.CheckConstraint:
    """One of several nullable references is set: the typed way to say “one of several kinds”."""
    count = Func(*map(models.F, fields), function="num_nonnulls", output_field=models.IntegerField())
    words = ", ".join(field.removeprefix(f"{of}_").replace("_", " ") for field in fields)
    return models.CheckConstraint(
        name=f"%(class)s_has_exactly_one_{of}",
        condition=Exact(count, Value(1)),
        violation_error_message=f"Choose exactly one {of}: {words}.",
    )


def slug_of(fields: tuple[str, ...]) -> Any:
    """The slug of whichever reference is set, as a column that can be indexed."""
    return _generated(Coalesce(*fields) if len(fields) > 1 else models.F(fields[0]), db_collation="C")


def kind_of(of: str, fields: tuple[str, ...]) -> Any:
    """The kind of whichever reference is set: actor, format, legal-basis ..."""
    cases = [
        models.When(Q(**{f"{field}__isnull": False}), then=Value(field.removeprefix(f"{of}_").replace("_", "-")))
        for field in fields
    ]
    return _generated(models.Case(*cases, output_field=models.TextField()))


def _generated(expression: Any, **options: Any) -> Any:
    output = models.TextField(null=True, **options)
    return models.GeneratedField(expression=expression, output_field=output, db_persist=True, editable=False)

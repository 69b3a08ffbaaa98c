"""The registry of rules, and what people decided about what breaks them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Window

from apps.curation.models import Verdict

Find = Callable[[], QuerySet[Any]]
SEVERITIES = ("error", "warning", "notice")


@dataclass(frozen=True)
class Rule:
    """What should not be: its name in addresses, what it says to a curator, and how it finds what breaks it."""

    name: str
    says: str
    severity: str
    find: Find

    def open(self) -> QuerySet[Any]:
        """What breaks it and nobody has said, of this very version, to be no problem; oldest first."""
        rows = self.find()
        settled = Verdict.objects.filter(
            rule=self.name, model=rows.model._meta.label_lower, row=OuterRef("pk"), version=OuterRef("version")
        )
        return rows.exclude(Exists(settled)).order_by("pk")

    def standing(self, after: int = 0) -> tuple[int, Any]:
        """How many records beyond the key AFTER break it, and the oldest of them, in one query.

        Asked for their number, the database finds them all at once: much faster than looking for the first, row by row.
        """
        first = self.open().filter(pk__gt=after).annotate(broken_by=Window(Count("*"))).first()
        return (first.broken_by, first) if first else (0, None)


RULES: dict[str, Rule] = {}


def rule(says: str, *, severity: str = "warning") -> Callable[[Find], Find]:
    """Register a function that returns the records breaking a rule; its name, hyphenated, is the rule's."""

    def register(find: Find) -> Find:
        name = find.__name__.replace("_", "-")
        RULES[name] = Rule(name, says, severity, find)
        return find

    return register

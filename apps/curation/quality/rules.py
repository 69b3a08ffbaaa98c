"""The registry of rules."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet, Window

Find = Callable[[], QuerySet[Any]]
SEVERITIES = ("error", "warning", "notice")


@dataclass(frozen=True)
class Rule:
    """What should not be: its name in addresses, what it says to a curator, and how it finds what breaks it."""

    name: str
    says: str
    severity: str
    find: Find

    def standing(self) -> tuple[int, Any]:
        """How many records break it, and one of them, in one query."""
        first = self.find().annotate(broken_by=Window(Count("*"))).order_by("pk").first()
        return (first.broken_by, first) if first else (0, None)


RULES: dict[str, Rule] = {}


def rule(says: str, *, severity: str = "warning") -> Callable[[Find], Find]:
    """Register a function that returns the records breaking a rule; its name, hyphenated, is the rule's."""

    def register(find: Find) -> Find:
        name = find.__name__.replace("_", "-")
        RULES[name] = Rule(name, says, severity, find)
        return find

    return register

"""The quality queue: rules are named functions, each of which returns the records that break it."""

from apps.curation.quality import evidence as evidence
from apps.curation.quality import lists as lists
from apps.curation.quality import periods as periods
from apps.curation.quality.rules import RULES, Rule, rule

__all__ = ["RULES", "Rule", "rule"]

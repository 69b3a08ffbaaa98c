"""The quality queue: rules are named functions, each of which returns the records that break it."""

from apps.curation.quality import evidence as evidence
from apps.curation.quality.rules import RULES, Rule, rule

__all__ = ["RULES", "Rule", "rule"]

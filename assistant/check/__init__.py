"""A Report becomes findings."""

from assistant.check.finding import Finding, Severity
from assistant.check.rule import Evidence, Rule
from assistant.check.run import RULES, check

__all__ = ["RULES", "Evidence", "Finding", "Rule", "Severity", "check"]

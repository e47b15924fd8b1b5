"""A Report becomes findings."""

from assistant.check.accepted import accept, evidence_key, load_accepted, open_findings
from assistant.check.checked import Checked
from assistant.check.finding import Finding, Severity
from assistant.check.office import Choices, apply, load_choices
from assistant.check.rule import Evidence, Rule
from assistant.check.run import RULES, check

__all__ = [
    "RULES",
    "Checked",
    "Choices",
    "Evidence",
    "Finding",
    "Rule",
    "Severity",
    "accept",
    "apply",
    "check",
    "evidence_key",
    "load_accepted",
    "load_choices",
    "open_findings",
]

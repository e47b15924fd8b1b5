"""Every rule over one report, the gravest findings first."""

from assistant.check.finding import Finding, Severity
from assistant.check.rule import Evidence, Rule
from assistant.check.rules import (
    colloquial_wording,
    missing_fact,
    note_contradicts_figure,
    overlong_overview,
    table_identity,
    uncertain_label,
    unsourced_number,
    unusable_material,
)

RULES: tuple[Rule, ...] = (
    table_identity.RULE,
    note_contradicts_figure.RULE,
    unsourced_number.RULE,
    unusable_material.RULE,
    missing_fact.RULE,
    colloquial_wording.RULE,
    overlong_overview.RULE,
    uncertain_label.RULE,
)
_ORDER = list(Severity)


def check(evidence: Evidence) -> list[Finding]:
    """Return what every rule finds, errors first, within a severity in the order of the rules."""
    findings = [finding for rule in RULES for finding in rule.find(evidence)]
    return sorted(findings, key=lambda finding: _ORDER.index(finding.severity))

"""Every rule over one report, the gravest findings first."""

from assistant.check.finding import Finding, Severity
from assistant.check.rule import Evidence, Rule
from assistant.check.rules import (
    breakdown_sum,
    colloquial_wording,
    growth,
    missing_fact,
    note_contradicts_figure,
    overlong_overview,
    percentage,
    request_flow,
    table_identity,
    total_conflict,
    uncertain_label,
    unsourced_number,
    unusable_material,
)

RULES: tuple[Rule, ...] = (
    table_identity.RULE,
    breakdown_sum.RULE,
    percentage.RULE,
    growth.RULE,
    total_conflict.RULE,
    request_flow.RULE,
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

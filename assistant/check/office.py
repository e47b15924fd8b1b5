"""An office's own choices: rules switched off, severities changed."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from assistant.check.finding import Finding, Severity
from assistant.errors import BadSettings


class Choices(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a YAML of an office may say: `off: [rule]`, `severity: {rule: warning}`."""

    off: tuple[str, ...] = ()
    severity: dict[str, Severity] = {}


def load_choices(path: Path | None, rules: Iterable[str]) -> Choices:
    """Read an office's choices; without a file nothing is changed.

    Raises:
        BadSettings: the file says something else, or names a rule there is not.

    """
    if path is None:
        return Choices()
    try:
        choices = msgspec.yaml.decode(path.read_bytes(), type=Choices)
    except (msgspec.DecodeError, OSError) as error:
        raise BadSettings(f"规则设置 {path} 读不懂", "请写成：off: [规则名]，severity: {规则名: warning}") from error
    known = set(rules)
    if unknown := [name for name in (*choices.off, *choices.severity) if name not in known]:
        raise BadSettings(f"{path} 中没有这样的规则：{'、'.join(unknown)}", "规则名见 nianbao rules")
    return choices


def apply(choices: Choices, findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings as the office wants them."""
    return [
        msgspec.structs.replace(finding, severity=choices.severity.get(finding.rule, finding.severity))
        for finding in findings
        if finding.rule not in choices.off
    ]

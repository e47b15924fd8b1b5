"""Findings of the draft as it stands: found afresh, accepted with a reason, fixed by one key, as the office wants them."""

from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings

from assistant import pipeline
from assistant.casework import findings_of
from assistant.errors import AssistantError
from assistant.rechecking import (
    RULES,
    Choices,
    Finding,
    Severity,
    accepted_only,
    choices,
    evidence_key,
    fix,
    place_of,
    recheck,
    rule_of,
    save_choices,
)
from assistant.revision import placed
from assistant.settings import Settings
from assistant.web.models import Agency, Case, FindingDecision
from assistant.web.services import edits, folder, log
from assistant.web.services.stale import same_version

ACCEPTED_FILE = "接受的检查结果.yaml"
_LONGEST = 500


class BadFinding(AssistantError):
    """A finding there no longer is, or a decision that lacks something."""


class Shown(NamedTuple):
    """A finding with its key, where it points to, what a fix would put there, and what was decided."""

    finding: Finding
    key: str
    target: str
    better: str | None
    decision: FindingDecision | None


class Group(NamedTuple):
    """The findings of one rule; `why` and `source` are the rule's."""

    rule: str
    why: str
    source: str
    severity: Severity
    shown: list[Shown]


def rules_file(agency: Agency) -> Path:
    """Return where an office's choice of rules is kept."""
    return Path(settings.DATA_DIR) / "offices" / f"{agency.pk}.rules.yaml"


def settings_of(case: Case) -> Settings:
    """Return the settings with the office's rules, where it has chosen any."""
    path = rules_file(case.agency)
    return pipeline.settings(rules=path if path.exists() else None)


def chosen(agency: Agency) -> Choices:
    """Return an office's choice of rules: its own, else that of the settings."""
    path = rules_file(agency)
    return choices(path) if path.exists() else choices(pipeline.settings().rules or path)


def live(case: Case, here: edits.Standing | None = None) -> list[Shown]:
    """Return the findings of the draft as it stands, gravest first; none before the first draft."""
    here = here or edits.standing(case)
    if here is None:
        return []
    decided = {each.key: each for each in case.decisions.select_related("by")}
    drafted = findings_of(bytes(here.version.findings))
    found = recheck(here.draft, drafted, here.now, here.numbers, chosen(case.agency))
    shown = []
    for each in found:
        key, (target, _) = evidence_key(each), place_of(here.now, each)
        shown.append(Shown(each, key, target, _safe_fix(here, each, target), decided.get(key)))
    return shown


def _safe_fix(here: edits.Standing, finding: Finding, target: str) -> str | None:
    """Return what a fix puts in the place of the quote, where the quote stands once in the paragraph meant."""
    now = placed(here.now).get(target)
    better = fix(finding)
    return better if better and now and now.text.count(finding.quote) == 1 else None


def grouped(case: Case, shown: list[Shown]) -> list[Group]:
    """Return findings by rule, in the order in which the rules first appear."""
    office, groups = chosen(case.agency), dict[str, Group]()
    for each in shown:
        name = each.finding.rule
        if name not in groups:
            rule = rule_of(name, office)
            why, source = (rule.why, rule.source) if rule else ("", "")
            groups[name] = Group(name, why, source, each.finding.severity, [])
        groups[name].shown.append(each)
    return list(groups.values())


def recount(case: Case) -> None:
    """Write down how many findings the case has and how many nobody accepted."""
    shown = live(case)
    left = sum(each.decision is None for each in shown)
    Case.objects.filter(pk=case.pk).update(open_findings=left, all_findings=len(shown))


def _find(case: Case, key: str) -> Shown:
    found = next((each for each in live(case) if each.key == key), None)
    if found is None:
        raise BadFinding("这条检查结果已不在了", "草稿已变化，请刷新页面")
    return found


def accept(case: Case, who: Any, key: str, reason: str) -> None:  # noqa: ANN401
    """Accept a finding with a reason; it stays accepted while its evidence is the same.

    Raises:
        BadFinding: it is gone, or there is no reason.

    """
    reason = reason.strip()[:_LONGEST]
    if not reason:
        raise BadFinding("请写接受的理由", "例如：已与业务科室核对，数字无误")
    shown = _find(case, key)
    with folder.changing(case) as held:
        row = FindingDecision.objects.filter(case=held, key=key).first()
        if row is not None and row.reason == reason:
            return
        row = row or FindingDecision(case=held, key=key, rule=shown.finding.rule, version=0)
        before, row.reason, row.by, row.version = row.reason, reason, who, row.version + 1
        row.extra = {"message": shown.finding.message}
        row.save()
        _write(held)
        log.record(who, "finding.accept", held, shown.finding.message, before or None, reason)
    recount(case)


def reopen(case: Case, who: Any, key: str, version: int) -> None:  # noqa: ANN401
    """Take an acceptance back.

    Raises:
        Stale: somebody changed it meanwhile.

    """
    with folder.changing(case) as held:
        row = FindingDecision.objects.filter(case=held, key=key).first()
        if row is None:
            return
        same_version(row, version, None)
        log.record(who, "finding.reopen", held, row.extra.get("message", row.rule), row.reason, None)
        row.delete()
        _write(held)
    recount(case)


def _write(case: Case) -> None:
    accepted_only(case.outputs / ACCEPTED_FILE, {each.key: each.reason for each in case.decisions.order_by("key")})


def mend(case: Case, who: Any, key: str) -> str:  # noqa: ANN401
    """Put the fix of a finding into its paragraph; return the paragraph's key.

    Raises:
        BadFinding: there is no safe fix.

    """
    shown = _find(case, key)
    here = edits.standing(case)
    if here is None or shown.better is None:
        raise BadFinding("这条不能一键修正", "请到“草稿”页修改")
    edit = here.edits.get(shown.target)
    seen = edits.Seen(shown.target, edits.digest(placed(here.draft)[shown.target].text), edit.version if edit else 0)
    text = here.text(shown.target).replace(shown.finding.quote, shown.better, 1)
    edits.save(case, who, seen, text, "finding.fix", f"一键修正：{shown.finding.rule}")
    recount(case)
    return shown.target


def choose(case: Case, who: Any, wanted: dict[str, str]) -> None:  # noqa: ANN401
    """Switch an office's rules off or give them another severity: rule to off, error, warning, info or "" (as shipped).

    Raises:
        BadFinding: a choice there is not.

    """
    known = {rule.name: rule for rule in RULES}
    if any(name not in known or choice not in ("", "off", *Severity) for name, choice in wanted.items()):
        raise BadFinding("规则设置不完整，没有保存", "请刷新页面后重试")
    before = chosen(case.agency)
    severity = {name: Severity(each) for name, each in wanted.items() if each not in ("", "off")}
    own = {name: each for name, each in before.severity.items() if name not in known}
    made = Choices(tuple(name for name, each in wanted.items() if each == "off"), {**own, **severity}, before.words)
    save_choices(rules_file(case.agency), made)
    told = [
        {"off": list(each.off), "severity": {k: str(v) for k, v in each.severity.items()}} for each in (before, made)
    ]
    log.record(who, "finding.rules", case, case.agency.name, told[0], told[1])
    recount(case)

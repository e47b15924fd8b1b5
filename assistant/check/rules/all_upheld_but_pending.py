"""All cases said to be upheld while table 4 counts some corrected, otherwise ended or pending."""

import re
from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.reading.cells import SUITS, remedy_target
from assistant.check.reading.concepts import read_groups
from assistant.check.reading.statements import Statement, read_statements
from assistant.check.rule import Evidence, Rule
from assistant.items import format_number

_ALL = re.compile(r"(?:均|全部|都|一律)[^，。；不未]{0,8}维持|维持率[^，。；]{0,6}(?:100%|百分之百)")
_NO_CORRECTION = re.compile(
    r"(?:没有|无一?|未)(?:[件案起])?(?:案件)?(?:被)?(?:复议机关|法院)?(?:纠正|撤销|纠错)|零(?:纠错|纠正|败诉)"
)
_CLAIMED = re.compile(f"{_ALL.pattern}|{_NO_CORRECTION.pattern}")
_SETTLED_ONLY = re.compile(r"已(?:经)?(?:审结|办结|作出)|审结的|未审结|审理")


def find(evidence: Evidence) -> Iterable[Finding]:
    """Compare 均维持 with the other columns of the groups the sentence names, of all groups where it names none."""
    for each in read_statements(evidence.document, _CLAIMED):
        if each.context.domain != "remedy" or each.others or each.context.other_cases:
            continue
        columns = _columns(each)
        target = remedy_target(_groups(each), columns)
        if rest := target.value(evidence.document):
            message = f"正文称“{each.quote}”，而{target.label}共有{format_number(rest)}件"
            hint = "请按表四分别写明维持、纠正、其他结果和尚未审结的件数"
            yield each.finding(RULE, message, rest, hint, firm=each.context.about_disclosure)


def _columns(each: Statement) -> tuple[str, ...]:
    if _NO_CORRECTION.search(each.text):
        return ("corrected",)
    return ("corrected", "other") + (() if _SETTLED_ONLY.search(each.sentence) else ("pending",))


def _groups(each: Statement) -> tuple[str, ...]:
    return read_groups(each.text) or read_groups(each.sentence) or ("review", *SUITS)


RULE = Rule(
    name="all-upheld-but-pending",
    severity=Severity.ERROR,
    why="正文说结果均维持，表四却有被纠正、其他结果或尚未审结的案件",
    source="国办公开办函〔2021〕30号 表四；已发布报告中多次出现的错误",
    find=find,
)

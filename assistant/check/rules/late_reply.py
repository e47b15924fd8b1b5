"""A request answered after its deadline, overdue, or falling due soon after the year's end."""

from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.rule import Evidence, Rule
from assistant.statistics import Deadline, Delay

_SAID = {
    Delay.LATE: "答复超过法定期限{days}个工作日（应于{due}前答复）",
    Delay.OVERDUE: "年底仍未答复，已超过法定期限{days}个工作日（应于{due}前答复）",
    Delay.SOON: "将于{due}到期，年底后只剩{days}个工作日",
}


def find(evidence: Evidence) -> Iterable[Finding]:
    """Name each by its row alone: nothing of what was asked or who asked."""
    for each in evidence.deadlines:
        yield Finding(
            rule=RULE.name,
            severity=Severity.INFO if each.delay is Delay.SOON else Severity.WARNING,
            message=f"{each.place}：{_words(each)}",
            section=3,
            suggestion="请核对收到日期、延期和补正、征求意见的时间；确实超期的，正文不能写均按期答复",
            place=str(each.place),
        )


def _words(each: Deadline) -> str:
    return _SAID[each.delay].format(days=each.days, due=each.due.isoformat())


RULE = Rule(
    name="late-reply",
    severity=Severity.WARNING,
    why="超期答复是依法应当避免的，也决定正文能否写按期答复",
    source="《政府信息公开条例》第三十至三十三条：补正7个工作日，答复20个工作日，延长不超过20个工作日",
    find=find,
)

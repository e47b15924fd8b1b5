"""A blank cell in tables 2 to 4."""

from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.reading.unfilled import one_per_table, unfilled
from assistant.check.rule import Evidence, Rule


def find(evidence: Evidence) -> Iterable[Finding]:
    """List the blank cells of each table."""
    blank = ((key, printed) for key, printed in unfilled(evidence) if not printed)
    return one_per_table(RULE, blank, "是空白", "没有发生的填0；空白无法区分“没有”和“漏填”")


RULE = Rule(
    name="blank-cell",
    severity=Severity.ERROR,
    why="空白不等于0，汇总时会被当作漏报",
    source="国办公开办函〔2021〕30号 表二至表四：各格均填数字",
    find=find,
)

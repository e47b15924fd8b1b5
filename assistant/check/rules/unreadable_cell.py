"""A cell in tables 2 to 4 whose print is no number."""

from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.reading.unfilled import MARKS, one_per_table, unfilled
from assistant.check.rule import Evidence, Rule


def find(evidence: Evidence) -> Iterable[Finding]:
    """List the cells of each table that hold something that cannot be read as a number."""
    other = ((key, printed) for key, printed in unfilled(evidence) if printed and not MARKS.fullmatch(printed))
    return one_per_table(RULE, other, "不是能识别的数字", "请对照原文核对这些格，核对前不参加勾稽检查")


RULE = Rule(
    name="unreadable-cell",
    severity=Severity.WARNING,
    why="认不出的格不能当作0，也不能参加核对",
    source="国办公开办函〔2021〕30号 表二至表四：各格均填数字",
    find=find,
)

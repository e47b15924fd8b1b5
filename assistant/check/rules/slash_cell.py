"""A cell in tables 2 to 4 with a stroke or a word where a 0 belongs."""

from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.reading.unfilled import MARKS, one_per_table, unfilled
from assistant.check.rule import Evidence, Rule


def find(evidence: Evidence) -> Iterable[Finding]:
    """List the cells of each table that hold / or — or 无."""
    marked = ((key, printed) for key, printed in unfilled(evidence) if MARKS.fullmatch(printed))
    return one_per_table(RULE, marked, "填的是“/”“—”“无”一类符号", "没有发生的填0")


RULE = Rule(
    name="slash-cell",
    severity=Severity.ERROR,
    why="符号不能参加汇总，也分不清是没有发生还是不适用",
    source="国办公开办函〔2021〕30号 表二至表四：各格均填数字",
    find=find,
)

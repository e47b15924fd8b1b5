"""A blank cell in tables 2 to 4."""

from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.reading.unfilled import one_per_table, unfilled
from assistant.check.rule import Evidence, Rule

_FILL = "没有发生的填0；空白无法区分“没有”和“漏填”"
_FEW = 0.05
"""Share of a table's cells that the conversion to text may have lost."""


def find(evidence: Evidence) -> Iterable[Finding]:
    """List the blank cells of each table; a text or a picture may have lost them, so there it is asked."""
    blank = [(key, printed) for key, printed in unfilled(evidence) if not printed]
    if not evidence.document.flat:
        yield from one_per_table(RULE, iter(blank), "是空白", _FILL)
        return
    for table in ("table2", "table3", "table4"):
        own = [each for each in blank if each[0].startswith(f"{table}.")]
        every = sum(key.startswith(f"{table}.") for key in evidence.document.raw)
        lost = len(own) <= max(1, every * _FEW)
        problem = "没有读到（文本或图片转换时可能丢了单元格）" if lost else "是空白"
        hint = "请对照原件：原件有数的不必改；原件也是空白的，没有发生的填0" if lost else _FILL
        yield from one_per_table(RULE, iter(own), problem, hint, Severity.WARNING if lost else None)


RULE = Rule(
    name="blank-cell",
    severity=Severity.ERROR,
    why="空白不等于0，汇总时会被当作漏报",
    source="国办公开办函〔2021〕30号 表二至表四：各格均填数字",
    find=find,
)

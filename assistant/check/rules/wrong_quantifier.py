"""A request, a review or a suit counted with another word than 件."""

from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.rule import Evidence, Rule
from assistant.check.words import find_words


def find(evidence: Evidence) -> Iterable[Finding]:
    """Look for the shipped combinations of object and counting word."""
    return find_words("wrong-quantifier", evidence)


RULE = Rule(
    name="wrong-quantifier",
    severity=Severity.WARNING,
    why="申请、复议、诉讼在表中以“件”计，正文用别的量词会让人无法核对",
    source="国办公开办函〔2021〕30号 表三、表四",
    find=find,
    flags=("收到政府信息公开申请4次。", "发生行政复议3起。"),
    passes=("收到政府信息公开申请4件。", "组织培训2次。"),
)

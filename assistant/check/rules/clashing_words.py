"""Words that say a thing twice, contradict each other or run two sentences into one."""

from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.rule import Evidence, Rule
from assistant.check.words import find_words


def find(evidence: Evidence) -> Iterable[Finding]:
    """Look for the shipped combinations."""
    return find_words("clashing-words", evidence)


RULE = Rule(
    name="clashing-words",
    severity=Severity.WARNING,
    why="搭配不当、语义重复或句式杂糅使句子不通",
    source="《党政机关公文处理工作条例》第十九条：表述准确、文字精练",
    find=find,
    flags=("着力打造便捷的政务环境奠定坚实的基础。", "平均每月约50件左右。", "办理时间缩短了2倍。"),
    passes=("为打造便捷的政务环境奠定坚实基础。", "平均每月约50件。", "发布量增长2倍。"),
)

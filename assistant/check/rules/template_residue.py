"""What a template, an editor or a writing tool left in the text."""

from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.rule import Evidence, Rule
from assistant.check.words import find_words


def find(evidence: Evidence) -> Iterable[Finding]:
    """Look for the shipped marks of unfinished text; 【待补充】 has its own rule."""
    return find_words("template-residue", evidence)


RULE = Rule(
    name="template-residue",
    severity=Severity.ERROR,
    why="模板说明、占位符没有删净，说明这一处没有人填写或核对",
    source="《党政机关公文处理工作条例》第十九条",
    find=find,
    flags=("全年发布信息XX条。", "（宋体加粗）工作情况", "此处填写培训次数。"),
    passes=("全年发布信息128条。", "引导群众填写申请表。"),
)

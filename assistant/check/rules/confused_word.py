"""A word written for another that sounds or looks like it."""

from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.rule import Evidence, Rule
from assistant.check.words import find_words


def find(evidence: Evidence) -> Iterable[Finding]:
    """Look for the shipped pairs in surroundings where the word is wrong."""
    return find_words("confused-word", evidence)


RULE = Rule(
    name="confused-word",
    severity=Severity.ERROR,
    why="错别字影响公文的严肃性，也会被考核扣分",
    source="《党政机关公文处理工作条例》第十九条：文字规范；《现代汉语词典》",
    find=find,
    flags=("截止2025年底，现行有效文件9件。", "建立问题台帐。", "召开企业坐谈会。"),
    passes=("截至2025年底，现行有效文件9件。", "报名于6月30日截止。", "《其它渠道管理办法》已经废止。"),
)

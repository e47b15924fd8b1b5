"""A number, a range or a year written in a way that can be misread."""

from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.rule import Evidence, Rule
from assistant.check.words import find_words


def find(evidence: Evidence) -> Iterable[Finding]:
    """Look for the shipped ways of writing."""
    return find_words("number-style", evidence)


RULE = Rule(
    name="number-style",
    severity=Severity.WARNING,
    why="数字写法不规范会造成误读，也不便核对",
    source="GB/T 15835—2011《出版物上数字用法》",
    find=find,
    flags=("占比在30～50%之间。", "浏览量3万5千次。"),
    passes=("占比在30%～50%之间。", "浏览量3.5万次。"),
)

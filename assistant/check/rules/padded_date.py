"""A date whose month or day carries a leading zero."""

import re
from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.reading.normal import normal
from assistant.check.reading.spots import at
from assistant.check.rule import Evidence, Rule

_PADDED = re.compile(r"(?:(?:19|20)\d\d年)?(?:(?<!\d)0\d月(?:\d{1,2}日)?|\d{1,2}月0\d日)")


def find(evidence: Evidence) -> Iterable[Finding]:
    """Tell each padded date with its plain form."""
    for line in evidence.document.lines:
        plain = normal(line.text)
        for match in _PADDED.finditer(plain.text):
            right = re.sub(r"(?<!\d)0(?=\d[月日])", "", match.group())
            quote = plain.quote(*match.span())
            yield at(
                RULE,
                line,
                f"日期“{quote}”编了虚位",
                quote=quote,
                expected=right,
                actual=quote,
                suggestion=f"改为{right}",
            )


RULE = Rule(
    name="padded-date",
    severity=Severity.INFO,
    why="公文日期的月、日不编虚位",
    source="GB/T 9704—2012 7.3.5.4",
    find=find,
    flags=("截至2025年06月30日。", "3月05日开展培训。"),
    passes=("截至2025年6月30日。", "10月20日开展培训。"),
)

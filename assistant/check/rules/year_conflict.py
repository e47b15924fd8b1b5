"""A title or an opening that names another year than the report's."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from assistant.check.finding import Finding, Severity
from assistant.check.reading.normal import normal
from assistant.check.reading.spots import at
from assistant.check.rule import Evidence, Rule
from assistant.report import Document

_REPORT = re.compile(r"(20\d\d)年(?:度)?(?:[^，。；]{0,30})?政府信息公开(?:工作)?(?:年度)?(?:工作)?报告")
_YEAR = re.compile(r"(20\d\d)年")
_ENOUGH = 4


def find(evidence: Evidence) -> Iterable[Finding]:
    """Compare the year in the title, in the opening's name of this report and in most of the text."""
    document = evidence.document
    if document.year is None:
        return
    title = _REPORT.search(normal(document.title).shown) or _YEAR.search(document.title)
    if title and int(title.group(1)) != document.year:
        said = int(title.group(1))
        message = f"标题写的是{said}年，报告年度是{document.year}年"
        yield Finding(
            RULE.name,
            RULE.severity,
            message,
            section=0,
            quote=title.group(1),
            expected=document.year,
            actual=said,
            suggestion="请核对标题中的年份",
            place="标题",
        )
    yield from _opening(document)
    common = _common_year(document)
    if common and common != document.year:
        yield Finding(
            RULE.name,
            Severity.WARNING,
            f"正文写得最多的是{common}年，标题和报告年度是{document.year}年",
            expected=document.year,
            actual=common,
            suggestion="请核对是否沿用了往年的正文，或标题年份写错",
        )


def _opening(document: Document) -> Iterator[Finding]:
    for line in document.paragraphs(0):
        plain = normal(line.text)
        for match in _REPORT.finditer(plain.text):
            said = int(match.group(1))
            if said != document.year:
                yield at(
                    RULE,
                    line,
                    f"前言写的是{said}年的报告，报告年度是{document.year}年",
                    quote=plain.quote(*match.span()),
                    expected=document.year,
                    actual=said,
                    severity=Severity.WARNING,
                    suggestion=f"请改为{document.year}年",
                )


def _common_year(document: Document) -> int | None:
    years = Counter(int(year) for line in document.paragraphs() for year in _YEAR.findall(normal(line.text).text))
    most = years.most_common(1)
    if not most or most[0][1] < _ENOUGH or most[0][1] <= 2 * years[document.year or 0]:
        return None
    return most[0][0]


RULE = Rule(
    name="year-conflict",
    severity=Severity.ERROR,
    why="标题、前言、正文的年份必须一致",
    source="《政府信息公开条例》第四十九条（公布上一年度报告）",
    find=find,
)

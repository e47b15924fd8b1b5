"""A report that does not say whether information processing fees were charged."""

import re
from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.reading.normal import normal
from assistant.check.reading.sections import headings
from assistant.check.reading.spots import of_document
from assistant.check.rule import Evidence, Rule

_FEE = re.compile(r"信息处理费|处理费|收费|收取[^，。；]{0,24}费|费用|不收费|检索费|减免")
_SINCE = 2021


def find(evidence: Evidence) -> Iterable[Finding]:
    """Look for the fee in sections one and six; a report without any recognised section six says so elsewhere."""
    document = evidence.document
    if document.year is not None and document.year < _SINCE:
        return
    if 6 not in headings(document) and not any(document.paragraphs(6)):
        return
    if not any(_FEE.search(normal(line.text).text) for line in document.lines if line.section in (1, 6)):
        year = f"{document.year}年度" if document.year else "本年度"
        yield of_document(
            RULE,
            "没有说明信息处理费的收取情况",
            section=6,
            suggestion=f"请写明“{year}未收取信息处理费”，或收取的件数和金额（元）",
        )


RULE = Rule(
    name="missing-fee-statement",
    severity=Severity.WARNING,
    why="信息处理费的收取情况应在第六部分报告，没有收取也要写明",
    source="国办函〔2020〕109号《政府信息公开信息处理费管理办法》",
    find=find,
)

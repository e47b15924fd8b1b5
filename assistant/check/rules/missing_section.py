"""One of the six sections that the report does not have."""

from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.reading.sections import NAMES, has_content, headings
from assistant.check.reading.spots import of_document
from assistant.check.rule import Evidence, Rule

_UNREAD = 3


def find(evidence: Evidence) -> Iterable[Finding]:
    """Name each section of the 2021 form without heading and content; ask only, where hardly any section was recognised."""
    document = evidence.document
    if document.format == "older":
        return
    missing = [no for no in NAMES if no not in headings(document) and not has_content(document, no)]
    if len(missing) > _UNREAD:
        yield Finding(
            RULE.name,
            Severity.WARNING,
            f"六个部分中只认出{6 - len(missing)}个，请确认文件完整、各部分标题独立成行",
            expected=6,
            actual=6 - len(missing),
        )
        return
    for no in missing:
        yield of_document(RULE, f"缺少第{no}部分“{NAMES[no]}”", section=no, suggestion=f"请补上“{NAMES[no]}”")


RULE = Rule(
    name="missing-section",
    severity=Severity.ERROR,
    why="年度报告的六个部分一个也不能少",
    source="《政府信息公开条例》第五十条；国办公开办函〔2021〕30号",
    find=find,
)

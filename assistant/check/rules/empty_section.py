"""A section that has a heading and nothing below it, or only 无."""

import re
from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.reading.normal import normal
from assistant.check.reading.sections import NAMES, has_content, headings
from assistant.check.reading.spots import at
from assistant.check.rule import Evidence, Rule

_NOTHING = re.compile(r"^(?:（[一二三四五六七]）)?(?:暂?无|没有|不存在)(?:存在的?|主要|其他)?(?:问题)?[。.]?$")
_TABLES = {2: "表二", 3: "表三", 4: "表四"}


def find(evidence: Evidence) -> Iterable[Finding]:
    """Name empty sections; a table may stand there as a picture, so that is asked."""
    document = evidence.document
    for no, line in headings(document).items():
        if not has_content(document, no):
            severity = Severity.WARNING if no in _TABLES else Severity.ERROR
            what = f"没有读到{_TABLES[no]}的内容（是否为图片？）" if no in _TABLES else "标题下没有内容"
            yield at(
                RULE,
                line,
                f"“{NAMES.get(no, line.text)}”{what}",
                quote=line.text,
                severity=severity,
                suggestion="请补上内容；没有发生的，表格填0",
            )
    paragraphs = [line for line in document.paragraphs(5) if line.text.strip()]
    if paragraphs and all(_NOTHING.match(normal(line.text).shown) for line in paragraphs):
        yield at(
            RULE,
            paragraphs[0],
            "第五部分只写了“无”",
            quote=paragraphs[0].text,
            suggestion="存在的主要问题及改进情况是法定内容，请写明问题和措施",
        )


RULE = Rule(
    name="empty-section",
    severity=Severity.ERROR,
    why="每个部分都是法定内容，不能空着",
    source="《政府信息公开条例》第五十条；国办公开办函〔2021〕30号",
    find=find,
)

"""A car's number plate."""

import re
from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.reading.private import anchor, masked
from assistant.check.reading.spots import at
from assistant.check.rule import Evidence, Rule

_PLATE = re.compile(
    r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·• ]?(?=[A-Z0-9]{0,5}\d)"
    r"(?:[A-HJ-NP-Z0-9]{5,6}|[A-HJ-NP-Z0-9]{4}[学警挂港澳使领试超])(?![A-Za-z0-9])"
)


def find(evidence: Evidence) -> Iterable[Finding]:
    """Tell each plate, its last characters hidden."""
    for line in evidence.document.lines:
        for match in _PLATE.finditer(line.text):
            yield at(
                RULE,
                line,
                f"疑似车牌号（{masked(match.group())}）",
                quote=anchor(line.text, match.start()),
                suggestion="请删去；公务用车只写数量",
            )


RULE = Rule(
    name="car-plate",
    severity=Severity.WARNING,
    why="车牌号可以识别到个人",
    source="《个人信息保护法》第四条",
    find=find,
    flags=("查询车辆鲁A·12345的处罚记录。", "申请公开苏AD12345的检验信息。", "涉事车辆为苏E0K88学。"),
    passes=("公务用车1辆。", "鲁政办字〔2020〕179号。"),
)

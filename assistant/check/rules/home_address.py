"""A home address down to the house or the flat."""

import re
from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.reading.private import anchor
from assistant.check.reading.spots import at
from assistant.check.rule import Evidence, Rule

_FLAT = re.compile(r"(?<!\d)\d{1,6}(?:号楼|栋|幢|号院)[^，。；\s]{0,8}?\d{1,6}(?:单元|室|户|号)")
_LIVES = re.compile(
    r"(?:家住|现住|居住于|居住在|家庭住址|住址|户籍地|申请人住|住所地?)[为是：:]?[^，。；]{2,30}?(?:\d{1,6}(?:号|室|户|栋|幢|单元|组)|村[一二三四五六七八九十\d]+组)"
)
_OFFICE = re.compile(r"办公|窗口|大厅|受理点|查阅点|档案馆|图书馆|联系|邮编|局机关|大厦|会议室|中心")


def find(evidence: Evidence) -> Iterable[Finding]:
    """Look for flats and for homes; the opening and clauses about offices are left alone. The address is not repeated."""
    for line in evidence.document.lines:
        if line.section == 0:
            continue
        for pattern in (_LIVES, _FLAT):
            match = pattern.search(line.text)
            if match and not _OFFICE.search(_around(line.text, match)):
                yield at(
                    RULE,
                    line,
                    "疑似个人住址（精确到户）",
                    quote=anchor(line.text, match.start()),
                    suggestion="个人住址最多写到乡镇、街道",
                )
                break


def _around(text: str, match: "re.Match[str]") -> str:
    """Return the address with the words around it in its sentence."""
    before, after = text[max(match.start() - 20, 0) : match.start()], text[match.end() : match.end() + 10]
    return before.rpartition("。")[2] + match.group() + after.partition("。")[0]


RULE = Rule(
    name="home-address",
    severity=Severity.WARNING,
    why="个人住址不得在报告中公开",
    source="《个人信息保护法》第四条；《政府信息公开条例》第十五条",
    find=find,
    flags=("申请人住城关街道3号楼2单元501室。", "家庭住址为幸福路18号。"),
    passes=("办公地址为政务大厦3号楼501室。", "设置查阅点3处。"),
)

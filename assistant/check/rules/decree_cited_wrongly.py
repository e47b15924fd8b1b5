"""The regulation, the form or an article of it cited wrongly."""

import re
from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.reading.normal import normal
from assistant.check.reading.spots import at
from assistant.check.rule import Evidence, Rule

_CASES: tuple[tuple[re.Pattern[str], str, str, Severity], ...] = (
    (
        re.compile(r"国务院令第?492号(?![^。]{0,40}711)"),
        "引用了2007年的旧条例",
        "现行条例是国务院令第711号（2019年修订）",
        Severity.ERROR,
    ),
    (
        re.compile(r"政府信息公开条例》?（(?:中华人民共和国)?国务院令第?(?!492|711)\d+号"),
        "条例的国务院令号写错",
        "现行条例是国务院令第711号",
        Severity.ERROR,
    ),
    (
        re.compile(r"第三十二条(?:的?(?:规定|要求))?[^。，]{0,16}年度报告"),
        "引用了旧条例的条文序号",
        "现为第四十九条、第五十条",
        Severity.WARNING,
    ),
    (
        re.compile(r"《(?:中华人民共和国)?政府信息年度报告格式》|《政府信息公开年度工作报告格式》"),
        "格式文件的名称写错",
        "应为《中华人民共和国政府信息公开工作年度报告格式》",
        Severity.ERROR,
    ),
    (
        re.compile(r"国办公开办函〔?2019〕?60号"),
        "引用了已被代替的2019年试行格式",
        "现行格式是国办公开办函〔2021〕30号",
        Severity.WARNING,
    ),
    (
        re.compile(r"国办公开办函〔2021〕(?!30号)\d+号[^。]{0,4}|国办(?:发|函)〔2021〕30号"),
        "年度报告格式的文号写错",
        "应为国办公开办函〔2021〕30号",
        Severity.WARNING,
    ),
    (
        re.compile(
            r"(?:国务院|省政府|市政府|市委)办公[厅室](?:印发|制定|发布|关于印发)的?《?(?:中华人民共和国)?政府信息公开工作年度报告格式"
        ),
        "年度报告格式的制发机关写错",
        "制发机关是国务院办公厅政府信息与政务公开办公室",
        Severity.WARNING,
    ),
)
_HISTORY = re.compile(r"废止|修订前|原《?(?:中华人民共和国)?政府信息公开条例|2007年|2008年")


def find(evidence: Evidence) -> Iterable[Finding]:
    """Look for the citations known to be wrong; titles are what is cited, so they are read here."""
    year = evidence.document.year
    for line in evidence.document.lines:
        plain = normal(line.text)
        for pattern, what, right, severity in _CASES:
            match = pattern.search(plain.shown)
            if match is None or _HISTORY.search(plain.shown) or ("2019年试行" in what and year and year < 2021):
                continue
            quote = plain.quote(*match.span())
            yield at(RULE, line, f"{what}：{quote}", quote=quote, suggestion=right, severity=severity)


RULE = Rule(
    name="decree-cited-wrongly",
    severity=Severity.ERROR,
    why="依据写错，报告的合法性就会被质疑",
    source="《政府信息公开条例》（国务院令第711号）；国办公开办函〔2021〕30号",
    find=find,
    flags=(
        "根据《中华人民共和国政府信息公开条例》（国务院令第492号）编制。",
        "按照《条例》第三十二条规定编制年度报告。",
        "按照《中华人民共和国政府信息年度报告格式》编制。",
        "根据《中华人民共和国政府信息公开条例》（国务院令第117号）编制。",
        "按照国务院办公厅印发的《中华人民共和国政府信息公开工作年度报告格式》编制。",
    ),
    passes=(
        "根据《中华人民共和国政府信息公开条例》（国务院令第711号）编制。",
        "按照《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）编制。",
        "2007年公布的国务院令第492号已经修订。",
    ),
)

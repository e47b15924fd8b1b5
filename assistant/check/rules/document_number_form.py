"""A document number whose brackets or digits are not written as they must be."""

import re
from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.reading.normal import normal
from assistant.check.reading.spots import at, is_flattened
from assistant.check.rule import Evidence, Rule

_BRACKETS = re.compile(r"(?<=[一-鿿])[\[（【]((?:19|20)\d\d)[\]）】](?:第?\d+号)")
_ORDINAL = re.compile(r"〔(?:19|20)\d\d〕第\d+号")
_PADDED = re.compile(r"〔(?:19|20)\d\d〕0\d*号")
_NAKED = re.compile(r"(?:公开办函|办函|办发|政发|办字|政字)(?:19|20)\d{2}\d{1,4}号")


def find(evidence: Evidence) -> Iterable[Finding]:
    """Look for brackets that are not 〔〕 (not where reading flattened all marks), for 第 and for leading zeros."""
    cases = [(_ORDINAL, "发文字号里多了“第”", "删去“第”"), (_PADDED, "发文字号编了虚位", "去掉前面的0")]
    if not is_flattened(evidence.document):
        cases.append((_BRACKETS, "发文字号的年份括号不是六角括号", "改用六角括号〔〕"))
        cases.append((_NAKED, "发文字号丢了六角括号", "补上〔〕"))
    for line in evidence.document.lines:
        plain = normal(line.text)
        for pattern, what, right in cases:
            for match in pattern.finditer(plain.shown):
                quote = plain.quote(*match.span())
                yield at(RULE, line, f"{what}：{quote}", quote=quote, suggestion=right)


RULE = Rule(
    name="document-number-form",
    severity=Severity.WARNING,
    why="发文字号写法不规范，读者检索不到文件",
    source="GB/T 9704—2012 7.2.5",
    find=find,
    flags=(
        "按照国办公开办函(2021)30号编制。",
        "依据国办函〔2020〕第109号执行。",
        "依据国办发〔2022〕08号执行。",
        "按照国办公开办函202130号编制。",
    ),
    passes=("按照国办公开办函〔2021〕30号编制。", "本单位（2021）共有30号办事窗口。"),
)

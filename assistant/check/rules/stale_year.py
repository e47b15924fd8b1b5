"""A sentence that tells this year's work under another year: last year's sentence left in."""

import re
from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.reading.normal import normal
from assistant.check.reading.spots import at
from assistant.check.rule import Evidence, Rule

_TOLD = re.compile(
    r"(?:^|[。；！：])(?:（[一二三四五六七八九十]）|\d\.)?(?:截至|我[局委办县市区镇街院厅]|本机关|本单位|本级|全[市县区镇])?(20\d\d)年(?:度|全年|以来|底|末|12月31日)?(?=[，,]|[我本全共]|[一-鿿]{1,8}[局委办厅]|收到|受理|没有|主动公开|未收取|累计)"
)
_COMPARED = re.compile(
    r"比(?![重例赛])|较(?![好为高大强多快])|同期|上年|去年|往年|上一?年度|相较|连续|增长|下降|减少|结转|以来|起[，至]|至20\d\d|—|自20|届|"
    r"五年|规划|计划于|建成|启用|成立|印发|出台|施行|修订|发布的?《|公布的|历史|存量|开始|项目|工程|将|拟|力争|预计"
)
_NEXT = re.compile(r"结转(?:至|到|入)?(?:20\d\d年|下一?年度?|下年度?|次年)")
"""What is carried over to next year compares nothing with years before."""
_YEAR_BACK = 6


def find(evidence: Evidence) -> Iterable[Finding]:
    """Ask about sentences that begin with an earlier year and compare nothing."""
    year = evidence.document.year
    if year is None:
        return
    for line in evidence.document.paragraphs():
        plain = normal(line.text)
        for match in _TOLD.finditer(plain.text):
            said = int(match.group(1))
            stop = plain.text.find("。", match.end())
            sentence = _NEXT.sub("", plain.text[match.end() : stop if stop >= 0 else len(plain.text)])
            if not year - _YEAR_BACK <= said < year or _COMPARED.search(sentence):
                continue
            yield at(
                RULE,
                line,
                f"这一句说的是{said}年，报告年度是{year}年，是否为往年留下的句子",
                quote=plain.quote(match.start(1), match.end(1) + 1),
                expected=year,
                actual=said,
                suggestion=f"是本年的事，请改为{year}年并核对数字；确为往年的事，请写明与本年的关系",
            )


RULE = Rule(
    name="stale-year",
    severity=Severity.WARNING,
    why="往年的句子没有改，数字和事实就不是本年的",
    source="《政府信息公开条例》第四十九条（上一年度工作）；国办公开办函〔2021〕30号“明确责任”",
    find=find,
    flags=("2021年，我局主动公开政府信息120条。", "2021年度未收取信息处理费。"),
    passes=(
        "2019年，办理申请12件，比上年减少2件。",
        "2021年成立的数据中心继续运行。",
        "根据《2019年工作要点》开展培训。",
    ),
)

"""A problem told so generally that it fits any office in any year."""

import re
from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.reading.problems import read_problems
from assistant.check.reading.spots import at
from assistant.check.rule import Evidence, Rule

_VAGUE = re.compile(
    r"(?:有待|还需|仍需|尚需|需要?)(?:要)?(?:进一步)?(?:加强|提高|提升|完善|规范|深化|加大|拓展)|还?有(?:一定)?差距|不够(?:到位|深入|全面|高|强|完善|规范)|"
    r"还?不(?:到位|够|足)|(?:较|比较)(?:少|弱|低)|不足"
)
_FACT = re.compile(
    r"\d|《|“|[一二三四五六七八九十]个|占|季度|栏目|超过|个别(?:科室|处室|栏目|乡镇)|历史文件|表格|图解|视频|检索|附件"
)


def find(evidence: Evidence) -> Iterable[Finding]:
    """Look at each numbered problem, or each sentence where none is numbered; a number, title, column or object is a fact."""
    problems = [piece for piece in read_problems(evidence.document) if not piece.measure]
    numbered = [piece for piece in problems if piece.mark]
    for piece in numbered or problems:
        bare = re.sub(
            r"^-?(?:[一二三四五六七八九十]是|（[一二三四五六七八九十]+）|\d{1,2}[.、]|第[一二三四五六七八九]，)",
            "",
            piece.text,
        )
        if _VAGUE.search(bare) and not _FACT.search(bare):
            yield at(
                RULE,
                piece.line,
                "问题写得笼统，看不出是哪个栏目、哪个环节",
                quote=piece.quote,
                suggestion="请写明栏目、环节、数量或时间，如“3个栏目更新超过3个月”",
            )


RULE = Rule(
    name="vague-problem",
    severity=Severity.INFO,
    why="笼统的问题无法整改，也会年年雷同",
    source="怀化市2024年1月通知；国办公开办函〔2021〕30号“明确责任”：内容雷同、敷衍应付要追责",
    find=find,
)

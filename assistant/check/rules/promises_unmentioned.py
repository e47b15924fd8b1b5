"""An improvement promised last year that this year's report does not mention."""

import re
from collections.abc import Iterable, Iterator

from assistant.check.finding import Finding, Severity
from assistant.check.reading.normal import normal
from assistant.check.reading.repetition import Said, read_said
from assistant.check.reading.repetition import grams as pieces
from assistant.check.rule import Evidence, Rule

MENTIONED = 0.25
"""Share of a promise's characteristic pieces found in this year's text from which it counts as mentioned."""
_FEWEST = 5
_GENERAL = re.compile(
    r"进一步|继续|不断|切实|持续|着力|努力|积极|全面|加强|加大|强化|完善|健全|提高|提升|优化|推进|推动|规范|深化|拓展|丰富|落实|确保"
    r"|政府信息公开|信息公开|政务公开|依申请公开|主动公开|政府信息|工作|机制|制度|水平|质量|力度|能力|方面|有关|相关|要求|下一步|今后|我[局委办县市区镇院厅]"
    r"|本机关|本单位|将|年底前|\d+月(?:底)?前?|\d+|[一二三四五六]季度|及时|定期|严格|认真|做好|开展|组织|建立|问题|情况|针对"
)


def find(evidence: Evidence) -> Iterable[Finding]:
    """Look for the particular words of last year's promises in this year's sections 1, 5 and 6."""
    if evidence.previous is None:
        return
    lines = (line.text for line in evidence.document.lines if line.section in (1, 5, 6))
    said = pieces(normal("".join(lines)).shown)
    for promise in _promises(evidence):
        particular = _particular(promise.shown)
        found = len(particular & said) / len(particular) if particular else 1.0
        if len(particular) >= _FEWEST and found < MENTIONED:
            yield Finding(
                rule=RULE.name,
                severity=RULE.severity,
                message=f"上年度报告提出的改进没有提到：“{promise.shown}”",
                section=5,
                suggestion="请在第五部分写明这项改进的落实情况，没有完成的写明原因",
            )


def _promises(evidence: Evidence) -> Iterator[Said]:
    return (each for each in read_said(evidence.previous, 5) if each.measure)


def _particular(sentence: str) -> frozenset[str]:
    """Return the character pairs of a sentence without the words every promise has."""
    parts = re.split(r"[^\u4e00-\u9fff]+", _GENERAL.sub("。", sentence))
    return frozenset(piece for part in parts for piece in pieces(part))


RULE = Rule(
    name="promises-unmentioned",
    severity=Severity.INFO,
    why="上年写了要改进的，今年应说明改了没有",
    source="《政府信息公开条例》第五十条第一款第四项：存在的主要问题及改进情况",
    find=find,
)

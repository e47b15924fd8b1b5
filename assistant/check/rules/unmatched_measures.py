"""Problems and measures that do not correspond, by their number or by what they are about."""

import re
from collections.abc import Iterable, Iterator

from assistant.check.finding import Finding, Severity
from assistant.check.reading.problems import Told, counted, read_problems
from assistant.check.reading.spots import at
from assistant.check.rule import Evidence, Rule

_TOPICS = {
    "政策解读": re.compile(r"解读|图解|问答|短视频|动漫"),
    "依申请公开": re.compile(r"依申请|申请人|答复|公开申请"),
    "平台和栏目": re.compile(r"平台|网站|栏目|公众号|新媒体|检索|页面"),
    "培训和队伍": re.compile(r"培训|业务(?:能力|水平|素质)|队伍|人员|专职|轮岗|业务不熟|学习"),
    "制度和机制": re.compile(r"机制|制度|流程|规定|办法|清单"),
    "公开内容": re.compile(r"公开(?:内容|范围|质量|深度|力度|程度|目录|事项)|内容|更新|时效|发布|信息公开不"),
    "互动回应": re.compile(r"互动|回应|留言|征集|参与|诉求|开放日"),
    "考核监督": re.compile(r"考核|监督|督查|督促|检查|抽查|通报|评估"),
    "基层": re.compile(r"基层|乡镇|街道|村|社区|科室|处室"),
}


def find(evidence: Evidence) -> Iterable[Finding]:
    """Compare the numbers of numbered problems and measures; where they agree, the subjects."""
    pieces = read_problems(evidence.document)
    problems = [piece for piece in pieces if not piece.measure]
    measures = [piece for piece in pieces if piece.measure]
    told, answered = counted(problems), counted(measures)
    if len(told) > 1 and len(answered) > 1 and len(told) != len(answered):
        yield at(
            RULE,
            answered[0].line,
            f"写了{len(told)}个问题、{len(answered)}条措施，是否一一对应",
            quote=answered[0].quote[:30],
            expected=len(told),
            actual=len(answered),
            suggestion="请按问题逐条写措施；多出的措施说明对应哪个问题",
        )
    elif told and measures:
        yield from _unanswered(told, measures)


def _unanswered(problems: list[Told], measures: list[Told]) -> Iterator[Finding]:
    text = "".join(measure.text for measure in measures)
    for problem in problems:
        about = [name for name, pattern in _TOPICS.items() if pattern.search(problem.text)]
        if about and not any(_TOPICS[name].search(text) for name in about):
            yield at(
                RULE,
                problem.line,
                f"这个问题（{'、'.join(about)}）没有对应的措施",
                quote=problem.quote,
                severity=Severity.INFO,
                suggestion="请补写针对这个问题的措施、时间和责任科室",
            )


RULE = Rule(
    name="unmatched-measures",
    severity=Severity.WARNING,
    why="措施应针对问题，数目和内容都要对得上",
    source="《政府信息公开条例》第五十条第一款第四项；各地年报评查要求",
    find=find,
)

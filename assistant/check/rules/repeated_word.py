"""A word typed twice: 进行进行."""

import re
from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.reading.normal import normal
from assistant.check.reading.spots import at
from assistant.check.rule import Evidence, Rule

_TWICE = re.compile(r"([一-鿿]{2,6})\1")
_SINGLE = re.compile(
    r"(?<!目)的的(?!士)|(?<![不为除])了了(?!之)|(?<![暖平谐])和和(?![气美睦谐平])|是是(?!非)|在在(?!线|建|职|编)|对对(?!外|口|象|比|接|照)"
)
_ALWAYS_WRONG = frozenset(
    {
        "进行",
        "邀请",
        "开展",
        "加强",
        "组织",
        "推进",
        "通过",
        "根据",
        "按照",
        "以及",
        "对于",
        "关于",
        "及时",
        "积极",
        "进一步",
        "其中",
        "完成",
        "收到",
        "受理",
        "办理",
        "我局",
        "本机关",
        "提高",
        "提升",
        "落实",
        "依法",
        "严格",
        "全年",
    }
)
_LAWFUL = re.compile(
    r"规范规范性|(?:实施|贯彻)\w{0,2}实施(?:细则|方案|办法|意见|条例)|公开公开(?:栏|专栏|专区|条例)|"
    r"(?:管理|服务|评估|工作|审查|建设|领导|监督|培训|宣传|指导|检查|考核|调研|评价|咨询|登记)(?=(?:管理|服务|评估|工作|审查|建设|"
    r"领导|监督|培训|宣传|指导|检查|考核|调研|评价|咨询|登记)(?:局|处|科|员|人员|组|小组|中心|办法|制度|机制|方案|要点|平台|系统|条例|"
    r"单位|部门|专班|规定|会|班|部|企业|对象|窗口|事项|大厅|标准|指南|手册|材料|报告|清单|意见))|研究研究|讨论讨论|考虑考虑|实施实施"
)
_PLAYED = re.compile(r"^(?:一|某|点|人|天|年|月|日|步|层|件|条|项|个)|^(.)\1+$")


def find(evidence: Evidence) -> Iterable[Finding]:
    """Look for two to six characters standing twice; where both can be words of their own, say nothing."""
    for line in evidence.document.lines:
        plain = normal(line.text)
        for match in _TWICE.finditer(plain.text):
            word = match.group(1)
            if _PLAYED.search(word) or _LAWFUL.match(plain.text, match.start()):
                continue
            quote = plain.quote(*match.span())
            yield at(
                RULE,
                line,
                f"“{word}”重复",
                quote=quote,
                expected=word,
                actual=quote,
                severity=Severity.ERROR if word in _ALWAYS_WRONG else None,
                suggestion=f"请删去一个“{word}”",
            )
        for match in _SINGLE.finditer(plain.text):
            quote = plain.quote(*match.span())
            yield at(RULE, line, f"“{quote}”多了一个字", quote=quote, suggestion="请删去一个字")


RULE = Rule(
    name="repeated-word",
    severity=Severity.WARNING,
    why="重复录入的词说明没有校对",
    source="《党政机关公文处理工作条例》第十九条：文字精练",
    find=find,
    flags=("对互动栏目进行进行调整。", "分别邀请邀请专家解读。", "公开的的内容。"),
    passes=(
        "进一步规范规范性文件管理。",
        "目的的确定要慎重。",
        "一项一项落实。",
        "更新《公开公开办法》。",
        "设置政务公开公开栏。",
    ),
)

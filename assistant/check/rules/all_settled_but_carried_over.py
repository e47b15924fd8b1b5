"""All requests said to be settled while table 3 carries some over."""

import re
from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.reading.cells import request_target
from assistant.check.reading.concepts import CARRIED_IN, CARRIED_OUT
from assistant.check.reading.statements import Statement, read_statements
from assistant.check.rule import Evidence, Rule
from assistant.items import format_number

_ALL = re.compile(
    r"(?:均|全部|都|悉数|全数|尽数|一律|件件|逐件|全)[^，。；不未没无]{0,14}(?:办妥|办清|了结|办结|答复|办复|办理完毕|办理完成|办理完结|处理完毕|办毕|办完|回复|结案)(?![中里的件])"
    r"|(?:办结|办复|答复|办理)率[^，。；]{0,6}(?:100%|百分之百)"
    r"|(?:无|没有)一?件?(?:申请)?[^，。；]{0,2}(?:积压|遗留|跨年|未办结|未答复|留到|拖到)|无一(?:件)?(?:积压|遗留|结转|跨年)"
)
_ON_TIME = re.compile(r"按时|按期|如期|期限|时限|及时|依法|依规|率")
_LIMITED = re.compile(r"除|其余|其他(?!处理)|到期|应[办答]|余下|剩余|尚|外$|中有")
_SOME = re.compile("其中|中的")


def find(evidence: Evidence) -> Iterable[Finding]:
    """Compare 均已办结 with 结转下年度; where the sentence excepts some, or speaks of deadlines only, ask or be silent."""
    target = request_target(("carried_out",))
    left = target.value(evidence.document)
    if not left:
        return
    for each in read_statements(evidence.document, _ALL):
        if _is_about_all(each):
            message = (
                f"正文称“{each.quote}”，而{target.label}为{format_number(left)}，还有{format_number(left)}件没有办结"
            )
            hint = "请改为已办结的件数并写明结转件数，或更正表三"
            yield each.finding(RULE, message, left, hint, firm=not _ON_TIME.search(each.text))


def _is_about_all(each: Statement) -> bool:
    if each.context.domain != "request" or each.others:
        return False
    sentence = each.context.canonical(each.sentence)
    said = each.text
    before = sentence[: sentence.find(said) + len(said)] if said in sentence else sentence
    if _SOME.search(before):
        return False
    return not (CARRIED_OUT.search(sentence) or _LIMITED.search(sentence) or CARRIED_IN.search(each.text))


RULE = Rule(
    name="all-settled-but-carried-over",
    severity=Severity.ERROR,
    why="正文说全部办结，表三却有结转下年度的申请，两处必有一处不实",
    source="国办公开办函〔2021〕30号 表三：第一项加第二项等于第三项加第四项",
    find=find,
)

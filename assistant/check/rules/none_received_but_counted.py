"""Something said not to have happened (未收到申请, 未发生复议) that a table counts."""

import re
from collections.abc import Iterable, Iterator

from assistant.check.finding import Finding, Severity
from assistant.check.reading.cells import SUITS, TOTAL, Target, document_target, remedy_target, request_target
from assistant.check.reading.concepts import (
    CARRIED_IN,
    CARRIED_OUT,
    DOCUMENT_COLUMNS,
    NOT_COUNTED_DOCUMENTS,
    REVIEW,
    SUIT,
    read_case_outcome,
    read_columns,
    read_documents,
    read_groups,
)
from assistant.check.reading.context import names_channel
from assistant.check.reading.statements import Statement, read_statements
from assistant.check.rule import Evidence, Rule
from assistant.items import format_number

_NONE = re.compile(
    r"(?:未|没有?|无|零)(?:曾|再|有)?(?:收到|接到|接获|受理|接收|登记|发生|产生|出现|新收|新增|引发|因|被|有|上年|结转|行政|政府信息|依申请"
    r"|信息公开申请|人(?:来)?(?:提出)?申请|公众|公民|(?:任何)?申请人?(?:提出|递交)|制发|制定|出台|印发|废止|复议|诉讼)"
    r"|零(?:申请|收件)|一[件宗起](?:政府信息公开|信息公开)?(?:申请|复议|诉讼)?(?:案件)?[也都](?:没有?|未)"
)
_COUNTED_AFTER = re.compile(r"[^，。；]{0,12}的[\d一二两三四五六七八九十]+[件宗起]")
"""没有先走复议程序的1件 says what the one was like."""
_NOT_THE_COUNT = re.compile(
    r"达到|符合|超过|超出|属于|需要|涉及|败诉|追究|失误|泄密|投诉|举报|责任|收取|不良|负面|舆情|正当"
)


def find(evidence: Evidence) -> Iterable[Finding]:
    """Compare each 未收到 and 未发生 with the cells it names; every one of them must be 0."""
    for each in read_statements(evidence.document, _NONE):
        if each.others or each.context.other_cases or _NOT_THE_COUNT.search(each.text):
            continue
        if _COUNTED_AFTER.fullmatch(_said(each)):
            continue
        for target in _targets(each):
            if counted := target.value(evidence.document):
                message = f"正文称“{each.quote}”，而{target.label}为{format_number(counted)}"
                yield each.finding(RULE, message, counted, "请核对台账后统一正文和表格", firm=_firm(each))


def _firm(each: Statement) -> bool:
    return each.context.about_disclosure or each.context.domain != "remedy"


def _said(each: Statement) -> str:
    match = _NONE.search(each.text)
    return each.text[match.start() :] if match else ""


def _targets(each: Statement) -> Iterator[Target]:
    said = _said(each)
    if REVIEW.search(said) or SUIT.search(said):
        yield from _case_targets(said)
    elif each.context.domain == "request":
        yield from _request_targets(said)
    elif each.context.domain == "document" and not NOT_COUNTED_DOCUMENTS.search(said):
        columns = [column for column, pattern in DOCUMENT_COLUMNS if pattern.search(said)]
        for row in read_documents(said):
            yield from (document_target((row,), column) for column in columns if column != "in_force")


def _case_targets(said: str) -> Iterator[Target]:
    if read_case_outcome(said):
        return
    groups = read_groups(said)
    if "review" in groups:
        yield remedy_target(("review",), TOTAL)
    if suits := tuple(group for group in groups if group in SUITS):
        yield remedy_target(suits, TOTAL)


def _request_targets(said: str) -> Iterator[Target]:
    if CARRIED_OUT.search(said):
        yield request_target(("carried_out",))
    elif CARRIED_IN.search(said):
        yield request_target(("carried_in",))
    elif re.match(r"[^，]{1,3}结转$", said):
        yield request_target(("carried_out",))
    elif ("申请" in said or "零收件" in said) and "复" not in said and "结转" not in said and not names_channel(said):
        yield request_target(("new_received",), read_columns(said))


RULE = Rule(
    name="none-received-but-counted",
    severity=Severity.ERROR,
    why="正文说没有发生，表格却有件数，两处必有一处不实",
    source="《政府信息公开条例》第六条：及时、准确地公开政府信息",
    find=find,
)

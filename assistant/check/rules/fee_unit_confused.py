"""An information-processing fee in yuan that does not fit the fees of table 2 in 万元."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from assistant.check.finding import Finding, Severity
from assistant.check.reading.mentions import Mention
from assistant.check.reading.sentences import Sentence, read_sentences
from assistant.check.rule import Evidence, Rule
from assistant.items import format_number
from assistant.report import Line

_KEY = "table2.administrative_fees.amount"
_CELL = "表二“行政事业性收费”行“本年收费金额（单位：万元）”列"
_FEE = re.compile(r"信息处理费|申请(?:费用|收费)|行政事业性收费")
_NOT_OURS = re.compile(r"上年|去年|减免|免收|退还|标准|每件|元/|\d+元[/每]|未缴|不予缴|应收")
_UNITS = {"元": Decimal(1), "万元": Decimal(10000), "亿元": Decimal(100000000)}
_IMPLAUSIBLE = 1_000_000
"""万元 above which the amount looks as if it had been entered in yuan (100 亿元)."""


def find(evidence: Evidence) -> Iterable[Finding]:
    """Compare the fees of the text with table 2: a part of them cannot exceed the whole; equal figures are two units."""
    amount = evidence.document.cell(_KEY)
    if amount is None:
        return
    for line in evidence.document.paragraphs():
        for sentence in read_sentences(line.text) if _FEE.search(line.text) else ():
            yield from _compare(line, sentence, Decimal(str(amount)))
    if amount > _IMPLAUSIBLE:
        message = f"{_CELL}填{format_number(amount)}，合{format_number(amount / 10000)}亿元，疑以元为单位填写"
        yield _finding(message, None, "", amount, amount / 10000, "单位是万元，请除以10000后填写")


def _compare(line: Line, sentence: Sentence, amount: Decimal) -> Iterator[Finding]:
    for index, mention in enumerate(sentence.mentions):
        before = sentence.line.text[sentence.start : mention.start]
        if mention.unit not in _UNITS or not _FEE.search(before) or _NOT_OURS.search(sentence.text):
            continue
        quote = sentence.line.quote(mention.start - min(12, len(sentence.before(index))), mention.end)
        yuan = mention.value * _UNITS[mention.unit]
        if problem := _problem(mention, before, yuan, amount):
            held, should = format_number(float(amount)), float(yuan / 10000)
            message = f"正文写“{quote}”，{_CELL}填{held}，{problem}"
            hint = f"{format_number(float(yuan))}元＝{format_number(should)}万元；请核对单位和金额"
            yield _finding(message, line, quote, float(amount), should, hint)


def _problem(mention: Mention, before: str, yuan: Decimal, amount: Decimal) -> str:
    if yuan == 0 or mention.rough:
        return ""
    if mention.unit == "元" and amount == mention.value:
        return "疑把元当作万元"
    if amount == 0:
        return "没有计入这笔收费"
    if yuan > amount * 10000:
        return "少于正文的金额"
    if "行政事业性收费" in before and "信息处理费" not in before and yuan != amount * 10000:
        return "与正文的金额不一致"
    return ""


def _finding(message: str, line: Line | None, quote: str, actual: float, expected: float, hint: str) -> Finding:
    return Finding(
        rule=RULE.name,
        severity=RULE.severity,
        message=message,
        section=line.section if line else 2,
        quote=quote,
        expected=expected,
        actual=actual,
        suggestion=hint,
        place=line.place if line else _KEY,
    )


RULE = Rule(
    name="fee-unit-confused",
    severity=Severity.WARNING,
    why="信息处理费按元、表二按万元，单位最容易填错，信息处理费也应计入行政事业性收费",
    source="国办函〔2020〕109号《政府信息公开信息处理费管理办法》；国办公开办函〔2021〕30号 表二",
    find=find,
)

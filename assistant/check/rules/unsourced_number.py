"""A number in a sentence that none of its sources holds."""

import re
from collections.abc import Iterable
from functools import cache

from assistant.check.finding import Finding, Severity
from assistant.check.rule import Evidence, Rule
from assistant.draft import number
from assistant.items import Item
from assistant.report import Sentence
from assistant.statistics import Figures
from assistant.tables import load_tables

_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_FIXED = re.compile(r"〔\d{4}〕\d+号|《[^》]*》")


def find(evidence: Evidence) -> Iterable[Finding]:
    """Compare the numbers of every sentence with those of its notes and figures; the opening paragraph is the form's own."""
    if evidence.report is None:
        return
    texts = {each.item.id: _stated(each.item) for each in evidence.notes}
    for section, paragraph in evidence.report.paragraphs():
        if section.no == 0:
            continue
        for sentence in paragraph.sentences:
            if strange := _unsourced(sentence, texts, evidence):
                yield Finding(
                    rule=RULE.name,
                    severity=RULE.severity,
                    message=f"数字{'、'.join(strange)}在来源中找不到",
                    section=section.no,
                    quote=sentence.text,
                    suggestion="请核对来源；没有依据的数字不能写入",
                )


def _unsourced(sentence: Sentence, texts: dict[str, str], evidence: Evidence) -> list[str]:
    said = _numbers(_FIXED.sub("", sentence.text))
    if not said:
        return []
    known = {str(evidence.document.year), "12", "31"}
    for source in sentence.sources:
        if source.kind == "item":
            known |= _numbers(texts.get(source.id, ""))
        elif source.id in evidence.figures:
            value = evidence.figures[source.id].value
            size = -value if value < 0 else value
            known |= {number(size), str(size)}
    known |= _group_sums({source.id for source in sentence.sources}, evidence.figures)
    return [found for found in said if found not in known]


def _group_sums(cited: set[str], figures: Figures) -> set[str]:
    """Return what the cited rows of each group of table 3 (不予公开 …), and the suits of table 4, add up to."""
    return {number(sum(figures[key].value for key in group & cited if key in figures)) for group in _groups()}


@cache
def _groups() -> tuple[frozenset[str], ...]:
    groups = [frozenset(f"table3.{row}.total" for row in rows) for rows in load_tables().groups3.values()]
    return (*groups, frozenset(("table4.suit_direct.total", "table4.suit_after_review.total")))


def _stated(item: Item) -> str:
    """Return a note's text with its dates and quantities written out, so that 8.21 also counts as 8 and 21."""
    dates = (date.iso for date in item.facts.dates)
    quantities = (str(quantity.value) for quantity in item.facts.quantities)
    return " ".join((item.text, *dates, *quantities))


def _numbers(text: str) -> set[str]:
    return {found.lstrip("0") or "0" for found in _DIGITS.findall(text)}


RULE = Rule(
    name="unsourced-number",
    severity=Severity.ERROR,
    why="正文每个数字都要有出处",
    source="《政府信息公开条例》第六条：及时、准确地公开政府信息",
    find=find,
)

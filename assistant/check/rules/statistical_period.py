"""A statistical period that is missing, or is not the whole year of the report."""

import re
from collections.abc import Iterable, Iterator

from assistant.check.finding import Finding, Severity
from assistant.check.reading.normal import normal
from assistant.check.reading.spots import at, of_document
from assistant.check.rule import Evidence, Rule
from assistant.report import Line

_PERIOD = re.compile(
    r"(?:(20\d\d)年)?(\d{1,2})月(\d{1,2})日(?:起|始)?[，]?(?:至|到|—|－|-|～|~)+(?:(20\d\d)年)?(\d{1,2})月(\d{1,2})日"
)
_NAMED = re.compile(
    r"统计(?:期限|时限|时间|区间|周期|范围|时段|期间)|(?:数据|所列|起止)[^。]{0,12}(?:期限|时限|时间)|期限"
)


def find(evidence: Evidence) -> Iterable[Finding]:
    """Read the period in the opening and in section one; compare it with 1 January to 31 December of the report's year."""
    document = evidence.document
    lines = [line for line in document.paragraphs() if line.section in (0, 1)]
    periods = [found for line in lines for found in _periods(line)]
    if not periods:
        if document.year and any(line.section == 0 for line in lines):
            expected = f"{document.year}年1月1日至12月31日"
            yield of_document(RULE, "没有写明数据的统计期限", section=0, suggestion=f"请写明：统计期限为{expected}")
        return
    for line, match in periods:
        yield from _compare(line, match, document.year)


def _periods(line: Line) -> Iterator[tuple[Line, "re.Match[str]"]]:
    text = normal(line.text).text
    for match in _PERIOD.finditer(text):
        clause = text[max(text.rfind("。", 0, match.start()) + 1, match.start() - 40) : match.end() + 6]
        if _NAMED.search(clause):
            yield line, match


def _compare(line: Line, match: "re.Match[str]", year: int | None) -> Iterator[Finding]:
    plain = normal(line.text)
    quote = plain.quote(*match.span())
    first, last = match.group(1), match.group(4) or match.group(1)
    wrong = [int(said) for said in (first, last) if said and year and int(said) != year]
    if wrong:
        yield at(
            RULE,
            line,
            f"统计期限写的是{wrong[0]}年，报告年度是{year}年",
            quote=quote,
            expected=year,
            actual=wrong[0],
            severity=Severity.ERROR,
            suggestion=f"请改为{year}年1月1日至{year}年12月31日",
        )
    elif (match.group(2), match.group(3), match.group(5), match.group(6)) != ("1", "1", "12", "31"):
        whole = match.group(2).lstrip("0") == "1" and match.group(3).lstrip("0") == "1"
        if whole and (match.group(5), match.group(6)) == ("12", "31"):
            return
        yield at(
            RULE,
            line,
            f"统计期限“{quote}”不是全年",
            quote=quote,
            expected="1月1日至12月31日",
            actual=quote,
            suggestion="年度报告统计1月1日至12月31日的数据；机构新设的请说明原因",
        )


RULE = Rule(
    name="statistical-period",
    severity=Severity.WARNING,
    why="统计期限不是报告年度全年，表格数据就无法汇总和比较",
    source="国办公开办函〔2021〕30号；《政府信息公开条例》第四十九条（上一年度）",
    find=find,
    flags=("本报告数据统计期限为2024年1月1日至6月30日。", "所列数据的统计时间为2月1日至12月31日。"),
    passes=("2月1日至3月31日开展意见征集。",),
)

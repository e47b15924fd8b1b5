"""A negative number, or a fraction where pieces are counted, in tables 2 to 4."""

from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.reading.cells import all_cells, place_words, section_of
from assistant.check.rule import Evidence, Rule
from assistant.items import format_number

_MAY_BE_FRACTIONAL = "table2.administrative_fees.amount"


def find(evidence: Evidence) -> Iterable[Finding]:
    """Say each such cell; only the fees (万元) may have decimals."""
    for key, value in all_cells(evidence.document):
        if value is None or (value >= 0 and (key == _MAY_BE_FRACTIONAL or value == int(value))):
            continue
        yield Finding(
            rule=RULE.name,
            severity=RULE.severity,
            message=f"{place_words(key)}填{format_number(value)}，{'不能是负数' if value < 0 else '件数不能有小数'}",
            section=section_of(key),
            actual=value,
            suggestion="请核对台账后填写不小于0的整数" if value < 0 else "请核对台账后填写整数",
            place=key,
        )


RULE = Rule(
    name="negative-or-fractional-cell",
    severity=Severity.ERROR,
    why="件数是不小于0的整数，只有收费金额可以有小数",
    source="国办公开办函〔2021〕30号 表二至表四",
    find=find,
)

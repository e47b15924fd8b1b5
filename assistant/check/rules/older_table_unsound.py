"""Table 2 of the format of 2019 (reports for 2019 and 2020): cells that are blank or cannot go together."""

from collections.abc import Iterable, Iterator

from assistant.check.finding import Finding, Severity
from assistant.check.rule import Evidence, Rule
from assistant.items import format_number
from assistant.report import Document, label_2019

_SHOWN = 6


def find(evidence: Evidence) -> Iterable[Finding]:
    """Read the cells only that format has: what is blank, negative, larger than the whole, or not last year's."""
    document = evidence.document
    yield from _blank(document)
    for row, cells in document.table2_2019.items():
        for column, value in cells.items():
            if value is not None and value < 0 and column != "change":
                yield _finding(row, column, value, 0, "是负数", "数量不能为负，请核对")
        new, every = cells.get("made_public"), cells.get("public_total")
        if new is not None and every is not None and new > every:
            yield _finding(
                row,
                "made_public",
                new,
                every,
                f"多于“对外公开总数量”{format_number(every)}",
                "公开总数包含本年新公开的，请核对两格",
            )
    if evidence.previous is not None:
        yield from _against(document, evidence.previous)


def _blank(document: Document) -> Iterator[Finding]:
    blank = [
        label_2019(row, column)
        for row, cells in document.table2_2019.items()
        for column, value in cells.items()
        if value is None and not document.raw.get(f"table2_2019.{row}.{column}", "x").strip()
    ]
    if blank:
        rest = f"等{len(blank)}格" * (len(blank) > _SHOWN)
        yield Finding(
            RULE.name,
            RULE.severity,
            f"表二（2019年格式）有{len(blank)}格是空白：{'；'.join(blank[:_SHOWN])}{rest}",
            section=2,
            actual=len(blank),
            expected=0,
            suggestion="没有发生的填0",
            place="table2",
        )


def _against(this: Document, last: Document) -> Iterator[Finding]:
    """Compare 上一年项目数量 with last year's number and what it says was added or dropped."""
    for row, cells in this.table2_2019.items():
        before = last.table2_2019.get(row, {})
        base, change, said = before.get("last_year"), before.get("change"), cells.get("last_year")
        if base is not None and change is not None and said is not None and said != base + change:
            calculation = f"{format_number(base)}＋（{format_number(change)}）＝{format_number(base + change)}"
            yield _finding(
                row, "last_year", said, base + change, f"与上年度报告不衔接：{calculation}", "请核对两年的项目数量"
            )


def _finding(row: str, column: str, actual: int | float, expected: int | float, problem: str, hint: str) -> Finding:
    return Finding(
        RULE.name,
        RULE.severity,
        f"表二（2019年格式）{label_2019(row, column)}填{format_number(actual)}，{problem}",
        section=2,
        expected=expected,
        actual=actual,
        suggestion=hint,
        place=f"table2_2019.{row}.{column}",
    )


RULE = Rule(
    name="older-table-unsound",
    severity=Severity.WARNING,
    why="2019年格式的表二另有新制作、新公开、上一年项目数量等栏，同样要填全、要衔接",
    source="国办公开办函〔2019〕60号 表二",
    find=find,
)

"""The comparison as a workbook: a sheet for each question."""

import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from assistant.check import Severity
from assistant.compare.figures import FIGURES
from assistant.compare.run import Comparison
from assistant.compare.shared import Shared
from assistant.export.workbook import safe

if TYPE_CHECKING:
    from openpyxl import Workbook

Row = Sequence[object]
_LONGEST_CELL = 32_000
_WIDE = 60
_BODY_HEADS = (
    *(
        "单位",
        "类别",
        "文件",
        "年度",
        "错误",
        "警告",
        "提示",
        "已接受",
        "公布日期",
        "日期来源",
        "期限",
        "是否按期",
        "逾期天数",
    ),
    *("参与比较的句子", "与其他单位相同的句子", "占正文", "与上年相同的句子", "占正文", "对照的上年年报", "备注"),
)
_SHARED_HEADS = ("组", "单位数", "完全相同", "单位", "年份", "文件", "部分", "位置", "句子")


def workbook(made: Comparison) -> bytes:
    """Return the workbook: 单位, 规则, 规则×单位, 雷同, 雷同单位, 与上年相同, 通用表述, 数字, 异常数字, 缺报, 未读."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    _sheet(book, "单位", _BODY_HEADS, _bodies(made))
    _sheet(book, "规则", ("规则", "理由", "错误", "警告", "提示", "单位数", "例"), _rules(made))
    names = [body.agency for body in made.bodies]
    _sheet(book, "规则×单位", ("规则", *names), _matrix(made))
    _sheet(book, "雷同", _SHARED_HEADS, _shared(made.sharing.between))
    _sheet(book, "雷同单位", ("单位甲", "单位乙", "相同句子", "占甲正文", "占乙正文"), _pairs(made))
    _sheet(book, "与上年相同", _SHARED_HEADS, _shared(made.sharing.last_year))
    _sheet(book, "通用表述", _SHARED_HEADS, _shared(made.sharing.common))
    _sheet(book, "数字", ("单位", "类别", *(told.label for told in FIGURES.values())), _figures(made))
    heads = ("单位", "类别", "项目", "数值", "同类中位数", "稳健Z值", "比较的单位数", "说明")
    _sheet(book, "异常数字", heads, _outliers(made))
    _sheet(book, "缺报", ("单位", "情况"), _missing(made))
    _sheet(book, "未读", ("文件", "原因", "办法"), ((each.file, each.reason, each.hint) for each in made.unread))
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _sheet(book: "Workbook", name: str, heads: Row, rows: Iterable[Row]) -> None:
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "B2"
    for letter in "AB":
        sheet.column_dimensions[letter].width = _WIDE // 2
    if heads[-1] in ("句子", "备注", "说明"):
        sheet.column_dimensions[chr(ord("A") + len(heads) - 1)].width = _WIDE
    lines = [heads, *rows]
    sheet.auto_filter.ref = f"A1:{_letter(len(heads))}{len(lines)}"
    for line in lines:
        sheet.append([_cell(value) for value in line])


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(column))


def _cell(value: object) -> object:
    """Return a value as a sheet takes it: no formulae, no control characters, nothing too long."""
    if not isinstance(value, str):
        return value
    plain = "".join(mark for mark in value if mark.isprintable() or mark in "\n\t")
    return safe(plain[:_LONGEST_CELL])


def _bodies(made: Comparison) -> Iterator[Row]:
    for body, copied in zip(made.bodies, made.sharing.copied, strict=True):
        dated = (body.dated.date, body.dated.source) if body.dated else (None, None)
        yield (
            *(body.agency, body.kind.value, body.file, body.year),
            *(body.count(severity) for severity in Severity),
            *(body.accepted or None, *dated, body.due, body.lateness.value, body.days_late),
            *(copied.compared, copied.shared, copied.shared_share, copied.repeated, copied.repeated_share),
            *(body.previous, "；".join(body.remarks)),
        )


def _rules(made: Comparison) -> Iterator[Row]:
    for each in made.rules:
        yield each.rule, each.why, *each.counts.values(), len(each.bodies), each.example


def _matrix(made: Comparison) -> Iterator[Row]:
    counted = [Counter(finding.rule for finding in body.findings) for body in made.bodies]
    for each in made.rules:
        yield each.rule, *(own[each.rule] or None for own in counted)


def _shared(found: Iterable[Shared]) -> Iterator[Row]:
    for number, each in enumerate(found, 1):
        for where in each.where:
            year = "上年" if where.last_year else "本年"
            same = "是" if each.same else "略有不同"
            spot = (where.agency, year, where.file, where.section, where.place, where.text)
            yield number, each.bodies, same, *spot


def _pairs(made: Comparison) -> Iterator[Row]:
    for pair in made.sharing.pairs:
        yield pair.left, pair.right, pair.sentences, pair.share_left, pair.share_right


def _figures(made: Comparison) -> Iterator[Row]:
    for body in made.bodies:
        yield body.agency, body.kind.value, *(body.figures.get(key) for key in FIGURES)


def _outliers(made: Comparison) -> Iterator[Row]:
    for each in made.outliers:
        said = "过半单位为同一数，只与不为0的单位比较" if each.nonzero else ""
        yield each.agency, each.kind.value, each.label, each.value, each.median, each.z, each.bodies, said
    for note in made.outlier_notes:
        yield "", "", note


def _missing(made: Comparison) -> Iterator[Row]:
    if made.expected is None:
        yield "", "没有给出应报名单（--expected）"
        return
    yield from ((name, "缺报") for name in made.expected.missing)
    yield from ((name, "名单之外") for name in made.expected.unexpected)

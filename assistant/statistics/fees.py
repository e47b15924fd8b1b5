"""Fee ledgers become the fee cell of table 2 (万元) and the information-processing fee of section six (元)."""

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.ingest import Cell, Sheet
from assistant.statistics.rows import Counted, Tally, day, find_word, says_nothing, to_number, word

ADMINISTRATIVE, PROCESSING = "table2.administrative_fees.amount", "fees.ipf_yuan"

_KINDS = {
    PROCESSING: ["信息处理费", "政府信息公开信息处理费", "信息公开处理费"],
    ADMINISTRATIVE: ["行政事业性收费", "行政性收费", "事业性收费", "行政事业收费"],
    "": ["政府性基金", "罚没", "国有资源有偿使用", "经营服务性收费", "其他收入"],
}
_IN_YUAN = {
    "元": Decimal(1),
    "人民币元": Decimal(1),
    "万元": Decimal(10000),
    "万": Decimal(10000),
    "千元": Decimal(1000),
}
_UNIT = re.compile(r"(?:万元|千元|元|万)")
_UNIT_HINT = "请在“单位”列或表头写明元或万元；未写明的不猜，这一格暂缺"


def count_fees(sheets: Sequence[Sheet], year: int) -> Counted:
    """Add up what was collected in the year, exactly: administrative fees in 万元, the processing fee in 元.

    An amount without a unit leaves its cell missing (0 needs none); a ledger without rows means zero for both.
    """
    tally = Tally()
    for sheet in sheets:
        if not len(sheet):
            tally.open(sheet, ADMINISTRATIVE, PROCESSING)
        for index in range(len(sheet)):
            if says_nothing(sheet, index) or word(sheet.cells("收费项目")[index]) == "无":
                tally.add(ADMINISTRATIVE, sheet, index, 0)
                tally.add(PROCESSING, sheet, index, 0)
            elif key := _kind(tally, sheet, index):
                tally.open(sheet, key)
                _count(tally, sheet, index, key, year)
        _say_undated(tally, sheet)
    return tally.result({ADMINISTRATIVE: "万元", PROCESSING: "元"})


def _kind(tally: Tally, sheet: Sheet, index: int) -> str | None:
    """Return the figure a row belongs to; 信息处理费 as 收费项目 comes before any 收费类别."""
    kind, item = word(sheet.cells("收费类别")[index]), word(sheet.cells("收费项目")[index])
    found = PROCESSING if find_word(item, {"": _KINDS[PROCESSING]}) is not None else None
    if found is None:
        found = find_word(kind, _KINDS) if kind else find_word(item, _KINDS)
    if found == "":
        tally.skip(sheet, index, "收费类别不是行政事业性收费或信息处理费，不计入表二")
        return None
    if found is None:
        hint = "请写成行政事业性收费或信息处理费；这两个数暂缺"
        tally.ask(sheet, index, "收费类别", "收费类别为空或不认识", hint, ADMINISTRATIVE, PROCESSING)
    return found


def _count(tally: Tally, sheet: Sheet, index: int, key: str, year: int) -> None:
    cell = sheet.cells("缴费日期")[index]
    paid = day(cell)
    yuan = _yuan(sheet, index)
    if paid is not None and paid.year != year:
        tally.skip(sheet, index, f"缴费日期不在{year}年")
    elif paid is None and "缴费日期" in sheet.columns and yuan != 0:
        hint = "请补上缴费日期（如2023-06-30）；这一格暂缺"
        tally.ask(sheet, index, "缴费日期", "缴费日期为空或读不出来", hint, key)
    elif yuan is None:
        _ask_amount(tally, sheet, index, key)
    else:
        tally.add(key, sheet, index, _plain(yuan / 10000 if key == ADMINISTRATIVE else yuan))


def _yuan(sheet: Sheet, index: int) -> Decimal | None:
    """Return the amount in 元, None where it is no amount or its unit is nowhere written."""
    cell = sheet.cells("金额")[index]
    amount = to_number(cell)
    if amount is None or amount < 0:
        return None
    if amount == 0:
        return Decimal(0)
    units = (sheet.cells("单位")[index], _written_unit(cell), _written_unit(sheet.headers.get("金额")))
    scales = {_IN_YUAN[word(unit)] for unit in units if word(unit) in _IN_YUAN}
    return Decimal(amount) * scales.pop() if len(scales) == 1 else None


def _written_unit(cell: Cell) -> str | None:
    match = _UNIT.search(word(cell))
    return match.group() if match else None


def _ask_amount(tally: Tally, sheet: Sheet, index: int, key: str) -> None:
    amount = to_number(sheet.cells("金额")[index])
    if amount is None or amount < 0:
        hint = "请填写数字，没有收费的填0；这一格暂缺"
        tally.ask(sheet, index, "金额", "金额为空或不是数字", hint, key)
        return
    tally.ask(sheet, index, "金额", "金额没有写明单位，或几处写的单位不一致", _UNIT_HINT, key)


def _plain(value: Decimal) -> int | Decimal:
    """Return a whole number as int, others without closing zeros."""
    return int(value) if value == value.to_integral_value() else value.normalize()


def _say_undated(tally: Tally, sheet: Sheet) -> None:
    """Say that a ledger with amounts and without dates was counted whole."""
    if "缴费日期" in sheet.columns or not any(to_number(cell) for cell in sheet.cells("金额")):
        return
    tally.tell(sheet, "没有“缴费日期”列，各行全部计入报告年度", "请确认都是报告年度收取的，或加上“缴费日期”列")

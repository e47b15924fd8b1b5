import io
import zipfile
from datetime import date, datetime

import pytest

from assistant.ingest import SheetKind
from assistant.ingest import spreadsheet as module
from assistant.ingest.columns import load_columns
from assistant.ingest.spreadsheet import read_workbook

NAMES = load_columns()
HEADER = ["标题", "栏目", "发布日期", "浏览量"]
LEDGER = ["申请编号", "收到日期", "申请人类型", "申请内容", "办理结果", "承办科室"]


def read(data, **more):
    return read_workbook(data, "表.xlsx", NAMES, **more)


def told(material):
    return [f"{problem.place} {problem.problem}" for problem in material.problems]


def test_each_sheet_by_month_becomes_a_sheet_with_the_numbers_of_its_rows(workbook):
    rows = [["某局台账"], [], HEADER, ["甲", "公告", datetime(2023, 1, 2, 10), 5]]
    material = read(workbook({"1月": rows, "2月": rows, "Sheet3": []}))
    assert [(sheet.name, sheet.kind, sheet.numbers) for sheet in material.sheets] == [
        ("1月", SheetKind.WEB_EXPORT, [4]),
        ("2月", SheetKind.WEB_EXPORT, [4]),
    ]
    assert material.sheets[0].columns == {
        "标题": ["甲"],
        "栏目": ["公告"],
        "发布日期": [date(2023, 1, 2)],
        "浏览量": [5],
    }
    assert material.problems == ()


def test_a_table_need_not_start_in_the_corner(workbook):
    def touch(book):
        book["表"].insert_cols(1, 2)
        book["表"].insert_rows(1, 3)

    (sheet,) = read(workbook({"表": [HEADER, ["甲", "公告", "2023-1-2", "5"]]}, touch)).sheets
    assert (sheet.numbers, sheet.columns["浏览量"]) == ([5], [5])


def test_hidden_rows_and_sheets_are_read_and_told(workbook):
    def touch(book):
        book["一"].row_dimensions[3].hidden = True
        book["二"].sheet_state = "hidden"

    rows = [HEADER, ["甲", "公告", "2023-1-2", 1], ["乙", "公告", "2023-1-3", 1]]
    material = read(workbook({"一": rows, "二": rows}, touch))
    assert [len(sheet) for sheet in material.sheets] == [2, 2]
    assert told(material) == ["表.xlsx 工作表“一” 第3行是隐藏的行，已计入", "表.xlsx 工作表“二” 是隐藏的工作表，已计入"]


def test_merged_headers_and_merged_cells_are_filled(workbook):
    def touch(book):
        sheet = book["表"]
        sheet.merge_cells("A1:F1")
        for cells in ("A2:A3", "B2:B3", "C2:D2", "E2:F2", "F4:F5"):
            sheet.merge_cells(cells)

    rows = [
        ["台账"],
        ["申请编号", "收到日期", "申请", None, "办理", None],
        [None, None, "申请人类型", "申请内容", "办理结果", "承办科室"],
    ]
    rows += [
        ["1", "2023-1-2", "自然人", "甲", "予以公开", "办公室"],
        ["2", "2023-1-3", "自然人", "乙", "予以公开", None],
    ]
    material = read(workbook({"表": rows}, touch))
    (sheet,) = material.sheets
    assert list(sheet.columns) == ["申请编号", "收到日期", "申请人类型", "申请内容", "答复类型", "承办科室"]
    assert sheet.columns["承办科室"] == ["办公室", "办公室"]
    assert told(material) == ["表.xlsx 工作表“表” 第4行 “承办科室”列 第4-5行是合并单元格，按每行内容相同读取"]


def test_formulas_without_results_and_errors_are_told_with_row_and_column(workbook):
    def touch(book):
        book["表"]["D2"], book["表"]["D3"], book["表"]["B3"] = "=1+1", "=2+2", "#REF!"

    material = read(workbook({"表": [HEADER, ["甲", "公告", "2023-1-2", 1], ["乙", "公告", "2023-1-3", 1]]}, touch))
    assert material.sheets[0].columns["浏览量"] == [None, None]
    assert told(material) == [
        "表.xlsx 工作表“表” 第2行 “浏览量”列 第2-3行是没有计算结果的公式，按空白处理",
        "表.xlsx 工作表“表” 第3行 “栏目”列 第3行的公式出错（#REF!），按空白处理",
    ]


@pytest.mark.parametrize("mac", [False, True])
def test_dates_and_serial_numbers_follow_the_calendar_of_the_workbook(workbook, mac):
    def touch(book):
        if mac:
            book.epoch = datetime(1904, 1, 1)

    serial = 43538 if mac else 45000
    rows = [
        LEDGER,
        ["1", date(2023, 3, 15), "自然人", "甲", "予以公开", ""],
        ["2", serial, "自然人", "乙", "予以公开", ""],
    ]
    (sheet,) = read(workbook({"表": rows}, touch)).sheets
    assert sheet.columns["收到日期"] == [date(2023, 3, 15)] * 2


def test_a_chart_sheet_is_told(workbook):
    material = read(workbook({"表": [HEADER]}, lambda book: book.create_chartsheet("图")))
    assert told(material) == ["表.xlsx 工作表“图” 是图表页或宏表，没有可读取的数据"]


def test_a_workbook_without_data_is_told(workbook):
    assert told(read(workbook({"表": [], "二": []}))) == ["表.xlsx 工作簿里没有任何数据"]


def test_a_sheet_that_reaches_absurdly_far_is_not_opened(workbook, monkeypatch):
    monkeypatch.setattr(module, "MAX_CELLS", 1000)

    def touch(book):
        book["表"]["AZ90"] = "x"

    assert told(read(workbook({"表": [HEADER]}, touch))) == [
        "表.xlsx 工作表“表” 表格范围一直到 AZ90，大得不正常，整个文件没有读取"
    ]


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml", "xl/styles.xml"]
)
@pytest.mark.parametrize("text", [b"", b"<a", b"<worksheet><sheetData><row><c r='ZZZZZZ1'>"])
def test_a_workbook_with_broken_parts_is_told(workbook, part, text):
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook({"表": [HEADER]}))) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            new.writestr(name, text if name == part else old.read(name))
    material = read(file.getvalue())
    assert material.problems or [sheet.name for sheet in material.sheets] == ["表"]


def test_an_old_workbook_is_read(old_workbook):
    (sheet,) = read(old_workbook([HEADER, ["甲", "公告", "2023-1-2", "5"]]), old=True).sheets
    assert (sheet.kind, sheet.columns["标题"], sheet.numbers) == (SheetKind.WEB_EXPORT, ["甲"], [2])


@pytest.mark.parametrize("size", [600, 2000])
def test_a_damaged_old_workbook_is_told(old_workbook, size):
    assert told(read(old_workbook([HEADER])[:size], old=True)) == ["表.xlsx 工作簿内部有损坏，读不出来"]

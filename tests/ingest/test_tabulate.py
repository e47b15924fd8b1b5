from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ingest import SheetKind
from assistant.ingest.columns import load_columns
from assistant.ingest.tabulate import Grid, column_letter, tabulate

NAMES = load_columns()
LEDGER = ["申请编号", "收到日期", "申请人类型", "申请人", "联系电话", "经办人", "申请内容", "办理结果"]
ROW = ["1号", "2023-1-2", "自然人", "测试甲", "13800000000", "测试科员", "某事项", "予以公开"]


def read(rows, **more):
    return tabulate(Grid("台账.csv", None, [list(row) for row in rows], **more), NAMES)


def told(done):
    return [f"{problem.place} {problem.problem}" for problem in done.problems]


def test_a_ledger_is_read_without_personal_columns():
    sheet = read([["某局台账"], LEDGER, ROW]).sheet
    assert sheet is not None
    assert (sheet.kind, sheet.numbers, len(sheet)) == (SheetKind.REQUEST_LEDGER, [3], 1)
    assert sheet.columns == {
        "申请编号": ["1号"],
        "收到日期": ["2023-1-2"],
        "申请人类型": ["自然人"],
        "申请内容": ["某事项"],
        "答复类型": ["予以公开"],
    }
    assert sheet.dropped == ("申请人", "联系电话", "经办人")
    assert str(sheet.place(0, "答复类型")) == "台账.csv 第3行 “办理结果”列"


def test_what_a_ledger_has_besides_is_dropped_and_named():
    sheet = read([[*LEDGER, "民意", "备注"], [*ROW, "测试乙", "测试丙"]]).sheet
    assert sheet is not None
    assert sheet.dropped == ("申请人", "联系电话", "经办人", "民意", "备注")


def test_a_website_export_keeps_its_source_link_and_unknown_columns():
    sheet = read(
        [["标题", "栏目", "来源", "链接", "责任编辑", "期号"], ["甲", "公告", "某局", "http://a.cn", "测试甲", 3.0]]
    ).sheet
    assert sheet is not None
    assert list(sheet.columns) == ["标题", "栏目", "来源", "链接", "期号"]
    assert sheet.dropped == ("责任编辑",)


def test_a_header_alone_is_a_sheet_of_no_rows():
    done = read([LEDGER])
    assert done.sheet is not None
    assert (len(done.sheet), done.problems) == (0, ())
    assert done.material().sheets == (done.sheet,)


def test_a_row_of_nothing_is_no_row():
    sheet = read([LEDGER, ["无", "", "", "", "", "", "", ""]]).sheet
    assert sheet is not None
    assert len(sheet) == 0


def test_blank_rows_above_are_counted_but_not_read():
    sheet = read([[], ["", ""], LEDGER, ROW]).sheet
    assert sheet is not None
    assert sheet.numbers == [4]


@pytest.mark.parametrize("rows", [[], [[]], [["", None], []]])
def test_a_blank_grid_is_no_sheet(rows):
    assert read(rows).sheet is None


def test_an_unknown_table_keeps_nothing_but_headers_and_the_number_of_rows():
    done = read([["姓名", "部门", "出勤次数", "张三丰"], ["测试甲", "办公室", "13800000000", "1"]])
    assert done.sheet is not None
    assert (done.sheet.kind, done.sheet.columns, len(done.sheet)) == (SheetKind.UNKNOWN, {}, 1)
    assert told(done) == ["台账.csv 表头为：姓名、部门、出勤次数；不是能识别的表格，1行没有采用"]
    assert "测试甲" not in repr(done)
    assert "张三丰" not in repr(done)
    assert "依申请公开台账（" in done.problems[0].hint


def test_a_table_that_could_be_two_kinds_says_which():
    done = read([["名称", "文号", "发布日期"], ["甲", "1号", "2023-1-2"]])
    assert (
        "既像网站信息导出，又像规范性文件清单" in done.problems[0].problem
        or "既像规范性文件清单，又像网站信息导出" in done.problems[0].problem
    )


def test_data_without_a_header_is_told_without_showing_it():
    done = read([["2023-001", "测试甲", "13800000000"]])
    assert told(done) == ["台账.csv 前30行里没有找到表头，1行没有采用"]
    assert "测试甲" not in repr(done)


def test_the_same_header_twice_is_told():
    done = read([[*LEDGER, "办理结果"], [*ROW, "不予公开"]])
    assert told(done) == ["台账.csv “办理结果”列 表头“办理结果”出现了2次（H、I列），只读取前一列"]
    assert done.sheet is not None
    assert done.sheet.columns["答复类型"] == ["予以公开"]


def test_two_columns_that_could_decide_the_year_are_told():
    done = read([[*LEDGER, "登记日期"], [*ROW, "2023-2-2"]])
    assert told(done) == ["台账.csv “收到日期”列 与“登记日期”列都可作“收到日期”，按“收到日期”列统计"]


def test_ragged_rows_are_listed():
    done = read([LEDGER, ROW[:5], [*ROW, "多余"], ROW])
    assert told(done) == [
        "台账.csv 第3行比表头多出内容，多出的部分和可能错位的列没有读取",
        "台账.csv 第2行比表头少几列，缺的列按空白处理",
    ]


def test_a_wrong_total_is_told_with_row_and_column():
    done = read([["事项类型", "数量"], ["行政许可", "3"], ["行政处罚", "4"], ["合计", "8"]])
    assert told(done) == ["台账.csv 第4行 “数量”列 合计写的是8，上面各行是7"]
    assert done.sheet is not None
    assert done.sheet.columns["数量"] == [3, 4]


def test_group_headings_and_footnotes_are_listed_without_their_words():
    done = read([LEDGER, ["一季度"], ROW, ["填表人：测试乙", "", "", "", "电话：1", "", "", ""]])
    assert told(done)[0] == "台账.csv 第2、4行只有一格内容（小标题、表后说明或空号），没有作为数据"
    assert "测试乙" not in repr(done)


@pytest.mark.parametrize(("header", "unit"), [("金额（万元）", "万元"), ("金额(元)", "元"), ("金额", None)])
def test_the_unit_of_a_fee_may_stand_in_its_header(header, unit):
    sheet = read([["收费项目", header], ["信息处理费", "400"], ["其他", "0"]]).sheet
    assert sheet is not None
    assert sheet.columns.get("单位") == ([unit, unit] if unit else None)
    assert sheet.columns["金额"] == [400, 0]


def test_a_merged_number_is_counted_once_and_merged_words_in_each_row():
    rows = [
        ["类型", "编号", "题目", "办理方式", "采纳措施数"],
        ["建议", "1", "甲", "主办", "5"],
        ["建议", "2", "乙", "主办", "5"],
    ]
    done = read(rows, merged=((2, 3, 3), (2, 3, 4)))
    assert done.sheet is not None
    assert (done.sheet.columns["办理方式"], done.sheet.columns["采纳措施数"]) == (["主办", "主办"], [5, None])
    assert told(done) == [
        "台账.csv 第2行 “办理方式”列 第2-3行是合并单元格，按每行内容相同读取",
        "台账.csv 第2行 “采纳措施数”列 第2-3行是合并单元格，数字只算一次",
    ]


def test_cells_without_a_result_are_told_unless_they_are_personal():
    done = read(
        [LEDGER, ROW, ROW],
        flawed=((2, 1, "是没有计算结果的公式，按空白处理"), (3, 1, "是没有计算结果的公式，按空白处理"), (2, 3, "不读")),
    )
    assert told(done) == ["台账.csv 第2行 “收到日期”列 第2-3行是没有计算结果的公式，按空白处理"]


def test_serial_numbers_become_days_in_date_columns_only():
    sheet = read([LEDGER, [45000.0, 45000.0, *ROW[2:]]]).sheet
    assert sheet is not None
    assert (sheet.columns["申请编号"], sheet.columns["收到日期"]) == ([45000], [date(2023, 3, 15)])


@given(st.lists(st.lists(st.text(max_size=6) | st.floats() | st.none() | st.booleans(), max_size=6), max_size=12))
def test_no_grid_makes_it_raise(rows):
    done = read(rows)
    assert done.sheet is None or all(len(cells) == len(done.sheet) for cells in done.sheet.columns.values())


@given(st.permutations(list(range(len(LEDGER)))), st.integers(1, 60))
def test_planted_personal_data_is_found_nowhere(order, count):
    secret = ["测试甲先生", "13800138000", "110101199003071234"]
    rows = [[LEDGER[index] for index in order]]
    rows += [
        [
            {3: secret[0], 4: secret[1], 5: secret[2], 6: f"我叫某人，电话{secret[1]}"}.get(index, ROW[index])
            for index in order
        ]
        for _ in range(count)
    ]
    done = read(rows)
    assert done.sheet is not None
    assert len(done.sheet) == count
    assert not any(word in repr(done) for word in secret)


@pytest.mark.parametrize(
    ("index", "letters"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")]
)
def test_columns_are_lettered_as_in_a_spreadsheet(index, letters):
    assert column_letter(index) == letters

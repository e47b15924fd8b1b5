import pytest

from assistant.ingest import SheetKind
from assistant.ingest.columns import load_columns
from assistant.ingest.header import duplicates, find_header, join_labels

NAMES = load_columns()
FLAT = ["申请编号", "收到日期", "申请人类型", "申请内容", "办理结果"]
DATA = ["1号", "2023-1-2", "自然人", "某事项", "予以公开"]


@pytest.mark.parametrize(
    "titles",
    [
        [],
        [["某局台账"]],
        [["某局台账", "", "", "", ""], ["填报日期：2023年", "", "", "", "共1件"]],
        [[""], [""], ["台账"], [""]],
    ],
)
def test_title_rows_above_are_passed_over(titles):
    header = find_header([*titles, FLAT, DATA, DATA], NAMES)
    assert header is not None
    assert (header.bottom, header.names) == (len(titles) + 1, tuple(FLAT))


def test_a_header_of_two_rows_is_joined():
    rows = [
        ["类型", "编号", "题目", "办理情况", "", "", "采纳情况", ""],
        ["", "", "", "办理方式", "答复日期", "是否公开", "是否采纳", "采纳措施数（条）"],
        ["人大建议", "1", "甲", "主办", "2023.6.12", "公开", "采纳", 5.0],
    ]
    header = find_header(rows, NAMES)
    assert header is not None
    assert (header.found.kind, header.depth) == (SheetKind.PROPOSALS, 2)
    assert header.found.columns == dict(
        enumerate(["类型", "编号", "题目", "办理方式", "答复日期", "是否公开", "是否采纳", "采纳措施数"])
    )


def test_a_header_of_three_rows_is_joined():
    rows = [
        ["依申请公开情况", "", "", "", ""],
        ["受理", "", "申请人", "", "办理"],
        ["申请编号", "收到日期", "申请人类型", "姓名", "结果"],
        ["1号", "2023-1-2", "自然人", "测试甲", "予以公开"],
    ]
    header = find_header(rows, NAMES)
    assert header is not None
    assert header.bottom == 3
    assert header.found.columns == {0: "申请编号", 1: "收到日期", 2: "申请人类型", 3: "申请人", 4: "答复类型"}


def test_the_first_row_of_data_is_not_taken_for_a_second_header():
    header = find_header([FLAT, ["", "", "无", "", ""], DATA], NAMES)
    assert header is not None
    assert (header.depth, header.found.kind) == (1, SheetKind.REQUEST_LEDGER)


def test_a_table_we_do_not_know_still_has_a_header():
    header = find_header([["考勤表", "", ""], ["姓名", "部门", "出勤次数"], ["测试甲", "办公室", 20]], NAMES)
    assert header is not None
    assert (header.found.kind, header.names) == (SheetKind.UNKNOWN, ("姓名", "部门", "出勤次数"))


def test_a_title_that_is_also_a_column_name_is_no_header():
    header = find_header([["工作记录", "", ""], ["姓名", "部门", "出勤次数"], ["测试甲", "办公室", 20]], NAMES)
    assert header is not None
    assert header.found.kind is SheetKind.UNKNOWN


@pytest.mark.parametrize("rows", [[], [["2023-001", "测试甲", "13800000000"]], [[1.0, 2.0], [3.0, 4.0]], [["", None]]])
def test_rows_of_data_alone_have_no_header(rows):
    assert find_header(rows, NAMES) is None


def test_groups_belong_to_the_columns_below_them_only():
    assert join_labels([["编号", "复议", "", "备注"], ["", "结果", "日期", ""]]) == (
        ("编号",),
        ("结果", "复议结果"),
        ("日期", "复议日期"),
        ("备注",),
    )


def test_equal_headers_under_different_groups_are_no_duplicates():
    assert duplicates(join_labels([["复议", "诉讼"], ["结果", "结果"]])) == {}
    assert duplicates(join_labels([["办理结果", "编号", "办理结果"]])) == {"办理结果": [0, 2]}

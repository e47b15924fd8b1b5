import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ingest.body import Body, Shape, Verdict
from assistant.ingest.columns import Column

HEADERS = (("序号",), ("标题",), ("栏目",), ("浏览量",))


def body(**changes):
    shape = {
        "width": 4,
        "kept": {1: "标题", 2: "栏目", 3: "浏览量"},
        "columns": {1: Column(title=True), 2: Column(), 3: Column(number=True)},
        "headers": HEADERS,
    }
    return Body(Shape(**(shape | changes)))


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        (["1", "甲", "工作进展", "3"], Verdict.DATA),
        (["", "甲", "", ""], Verdict.DATA),
        (["7", "甲", "", "无"], Verdict.DATA),
        (["", "", "", ""], Verdict.BLANK),
        (["", "无", "—", " "], Verdict.BLANK),
        (["序号", "标题", "栏目", "浏览量"], Verdict.HEADER),
        (["合计", "", "", 3.0], Verdict.TOTAL),
        (["", "合 计", "", 3.0], Verdict.TOTAL),
        (["本月小计：", "", "", "3"], Verdict.TOTAL),
        (["1月合计（条）", "", "", "3"], Verdict.TOTAL),
        (["总计", "3条", "", ""], Verdict.TOTAL),
        (["8", "", "", ""], Verdict.LONE),
        (["一季度", "", "", ""], Verdict.LONE),
        (["注：本表数据来自后台", "", "", ""], Verdict.LONE),
        (["填表人：测试甲", "", "联系电话：000", ""], Verdict.LONE),
        (["9", "合计多少才算完成", "工作进展", "1"], Verdict.DATA),
        (["9", "统计局发布公报", "工作进展", "1"], Verdict.DATA),
    ],
)
def test_rows_are_told_apart(row, verdict):
    assert body().judge(row) is verdict


rows = st.lists(
    st.sampled_from(
        [
            ["1", "甲", "公告", "3"],
            ["", "乙", "", ""],
            ["", "", "", ""],
            [],
            ["合计", "", "", "9"],
            ["注：无", "", "", ""],
            ["2", "丙"],
            ["序号", "标题", "栏目", "浏览量"],
        ]
    )
)


@given(rows, st.integers(1, 7))
def test_it_does_not_matter_how_rows_come_in_chunks(all_rows, size):
    whole, parts = body(), body()
    whole.add([list(row) for row in all_rows], 2)
    for start in range(0, len(all_rows), size):
        parts.add([list(row) for row in all_rows[start : start + size]], start + 2)
    assert (whole.columns, whole.numbers, whole.lone) == (parts.columns, parts.numbers, parts.lone)


@given(rows)
def test_every_row_is_data_or_told_or_holds_nothing(all_rows):
    taken = body()
    taken.add([list(row) for row in all_rows], 1)
    nothing = [n for n, row in enumerate(all_rows, 1) if not any(row) or row[0] in ("合计", "序号")]
    assert sorted([*taken.numbers, *taken.lone, *nothing]) == list(range(1, len(all_rows) + 1))
    assert all(len(cells) == len(taken.numbers) for cells in taken.columns.values())


@pytest.mark.parametrize(
    ("total", "told"),
    [
        (["合计", "", "", 6.0], []),
        (["合计", "3条", "", "6"], []),
        (["合计", "", "", 7.0], [("浏览量", 7, 6)]),
        (["合计", "5条", "", ""], [("标题", 5, 3)]),
    ],
)
def test_a_total_is_compared_with_what_stands_above(total, told):
    taken = body()
    taken.add([["1", "甲", "", "1"], ["2", "乙", "", "2"], ["3", "丙", "", "3"], total], 2)
    assert [(each.column, each.written, each.counted) for each in taken.totals] == told
    assert taken.numbers == [2, 3, 4]


def test_subtotals_are_compared_with_their_own_part():
    taken = body()
    taken.add(
        [
            ["1", "甲", "", "1"],
            ["小计", "", "", "1"],
            ["2", "乙", "", "2"],
            ["小计", "", "", "3"],
            ["小计", "", "", "9"],
            ["合计", "", "", "3"],
        ],
        2,
    )
    assert [(each.row, each.written, each.counted) for each in taken.totals] == [(6, 9, 0)]


def test_long_rows_lose_what_may_have_slipped_out_of_a_personal_column():
    taken = body(
        headers=(("标题",), ("姓名",), ("栏目",), ("浏览量",)),
        kept={0: "标题", 2: "栏目"},
        columns={0: Column(title=True), 2: Column()},
        first_private=1,
    )
    taken.add([["甲", "测试", "公告", "3"], ["乙", "测试", "子", "13800000000", "3"]], 2)
    assert taken.columns == {"标题": ["甲", "乙"], "栏目": ["公告", None]}
    assert taken.long == [3]


def test_short_rows_lose_it_too_where_a_date_shows_that_they_slipped():
    taken = body(
        headers=(("姓名",), ("电话",), ("日期",), ("栏目",)),
        kept={2: "日期", 3: "栏目"},
        columns={2: Column(date=True), 3: Column()},
        first_private=0,
    )
    taken.add([["测试甲", "000", "2023-1-2"], ["000", "2023-1-2", "公告"]], 2)
    assert taken.columns == {"日期": ["2023-1-2", None], "栏目": [None, None]}
    assert taken.short == [2, 3]

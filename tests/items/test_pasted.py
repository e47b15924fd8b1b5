from assistant.ingest import Line
from assistant.items.pasted import table_length, tell_table


def _lines(text):
    return [Line(number, line) for number, line in enumerate(text.split("\n"), 1)]


def _tell(text):
    told = tell_table(_lines(text), "notes.txt")
    return [(row.line, row.text) for row in told.rows], [(each.line, each.reason) for each in told.noise]


def test_a_row_is_told_with_the_names_and_units_of_its_header():
    rows, noise = _tell("媒体级别\t发稿（篇）\t说明\n市级\t350余\t日报、电视台\n省级\t150\t")
    assert rows == [(2, "市级，发稿350余篇，说明：日报、电视台"), (3, "省级，发稿150篇")]
    assert noise == [(1, "表头")]


def test_serial_numbers_and_dashes_are_left_out():
    assert _tell("序号\t名称\t数量\n1\t图解\t22\n2\t视频\t—")[0] == [(2, "图解，数量22"), (3, "视频")]


def test_a_table_without_a_header_keeps_its_cells():
    assert _tell("8.21\t图解\t1份\n8.25\t培训\t2次") == ([(1, "8.21，图解，1份"), (2, "8.25，培训，2次")], [])


def test_a_table_of_bars_is_read_too():
    rows, noise = _tell("| 栏目 | 条数 |\n|---|---|\n| 政策解读 | 22 |")
    assert rows == [(3, "政策解读，条数22")]
    assert sorted(noise) == [(1, "表头"), (2, "表格线")]


def test_personal_data_of_a_pasted_ledger_is_neither_told_nor_listed():
    told = tell_table(
        _lines("姓名\t联系电话\t申请内容\n赵某某\t13800001234\t预算表\n钱某某\t13900001234\t"), "notes.txt"
    )
    words = repr(told)
    assert [row.text for row in told.rows] == ["预算表"]
    assert not [secret for secret in ("赵某某", "钱某某", "13800001234", "13900001234") if secret in words]
    assert [(each.line, each.text) for each in told.noise if each.reason == "个人信息"] == [
        (2, "姓名、联系电话（已隐去）"),
        (3, "姓名、联系电话（已隐去）"),
    ]


def test_the_kind_of_applicant_is_no_personal_data():
    assert _tell("申请人类型\t件数\n自然人\t7")[0] == [(2, "自然人，件数7")]


def test_a_table_has_at_least_two_rows_with_tabs():
    assert table_length(_lines("a\tb\nc\td\n\ne"), 0) == 2
    assert table_length(_lines("a\tb\nc"), 0) == 0
    assert table_length(_lines("a b\nc\td"), 0) == 0

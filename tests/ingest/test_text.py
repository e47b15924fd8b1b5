from hypothesis import given
from hypothesis import strategies as st

from assistant.ingest import SheetKind
from assistant.ingest.columns import load_columns
from assistant.ingest.text import read_text

NAMES = load_columns()
LEDGER = "申请编号\t收到日期\t申请人类型\t申请人\t联系电话\t申请内容\t办理结果"


def read(text):
    return read_text(text, "粘贴内容", NAMES)


def lines(material):
    return [(line.number, line.text) for text in material.texts for line in text.lines]


def test_lines_keep_their_numbers_and_their_punctuation():
    material = read("１．８月２１日　挂网　\r\n\r\n  二、培训，５０％。\r三")
    assert lines(material) == [(1, "1.8月21日 挂网"), (2, ""), (3, "  二、培训，50%。"), (4, "三")]


def test_soft_line_ends_cut_a_line_without_counting():
    assert lines(read("一\x0b二\u2028三\n四")) == [(1, "一"), (1, "二"), (1, "三"), (2, "四")]


def test_a_pasted_ledger_becomes_a_sheet_and_its_people_stay_behind():
    material = read(
        f"大家好，台账如下\n{LEDGER}\n1\t2023-1-2\t自然人\t测试甲\t13800000000\t甲事项\t予以公开\n\n2\t2023-1-3\t自然人\t测试乙\t13800000001\t乙事项\t不予公开\n以上，请查收"
    )
    (sheet,) = material.sheets
    assert (sheet.kind, sheet.numbers, sheet.columns["答复类型"]) == (
        SheetKind.REQUEST_LEDGER,
        [3, 5],
        ["予以公开", "不予公开"],
    )
    assert lines(material) == [(1, "大家好，台账如下"), (6, "以上，请查收")]
    assert "测试甲" not in repr(material)
    assert "13800000001" not in repr(material)


def test_a_cell_of_several_lines_does_not_let_the_rest_of_the_ledger_out():
    material = read(
        f'{LEDGER}\n1\t2023-1-2\t自然人\t测试甲\t000\t"甲\n乙"\t予以公开\n2\t2023-1-3\t自然人\t测试乙\t000\t丙\t不予公开'
    )
    (sheet,) = material.sheets
    assert sheet.numbers == [2, 4]
    assert material.texts == ()


def test_a_quote_left_open_does_not_swallow_the_rest():
    rows = "".join(f"{n}\t2023-1-2\t自然人\t测试甲\t000\t丙\t不予公开\n" for n in range(2, 60))
    (sheet,) = read(f'{LEDGER}\n1\t2023-1-2\t自然人\t测试甲\t000\t"丙\t不予公开\n{rows}').sheets
    assert len(sheet) == 59


def test_a_table_of_notes_stays_text():
    text = "时间\t工作内容\t责任科室\n8.21\t挂网\t办公室"
    assert lines(read(text)) == list(enumerate(text.split("\n"), 1))


def test_personal_columns_of_any_other_table_are_taken_out_and_told():
    material = read("姓名\t单位\t手机\n测试甲\t某处\t13800000000\n测试乙\t某科\t13800000001")
    assert lines(material) == [(1, "单位"), (2, "某处"), (3, "某科")]
    assert [problem.problem for problem in material.problems] == ["第1-3行的表格中，姓名、手机列是个人信息，没有读取"]


def test_a_markdown_table_is_a_table():
    (sheet,) = read("# 导出\n\n| 标题 | 栏目 | 发布日期 |\n| --- | :-: | ---: |\n| 甲 | 公告 | 2023-1-2 |\n").sheets
    assert (sheet.kind, sheet.numbers, sheet.columns["标题"]) == (SheetKind.WEB_EXPORT, [5], ["甲"])


def test_a_comma_separated_ledger_in_a_text_file_is_a_ledger():
    (sheet,) = read(
        "申请编号,收到日期,申请人类型,申请人,申请内容,办理结果\n1,2023-1-2,自然人,测试甲,甲,予以公开"
    ).sheets
    assert (sheet.kind, sheet.dropped) == (SheetKind.REQUEST_LEDGER, ("申请人",))


def test_prose_with_tabs_is_prose():
    text = "一月\t完成公开指南更新\n二月\t召开培训会"
    assert lines(read(text)) == list(enumerate(text.split("\n"), 1))


@given(st.text(st.sampled_from('申请编号\t收到日期|,\n"姓名电话 甲1。')))
def test_every_line_is_a_line_or_in_a_table(text):
    material = read(text)
    assert {number for number, line in lines(material) if line} <= set(range(1, text.count("\n") + 2))


@given(
    st.lists(
        st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5) | st.sampled_from("，。1 "), min_size=1),
        min_size=1,
    )
)
def test_prose_keeps_every_character_that_is_no_blank_at_an_end(rows):
    material = read("\n".join(rows))
    assert "\n".join(line for _, line in lines(material)) == "\n".join(row.rstrip() for row in rows).rstrip("\n")

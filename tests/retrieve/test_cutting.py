import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ingest import Line, Text
from assistant.retrieve.cutting import cut

REPORT = """云川市水务局
2023年政府信息公开工作年度报告
根据有关规定，现公布本年度报告，欢迎查阅。
一、总体情况
（一）主动公开
全年通过门户网站发布信息412条，其中政策解读26条。
（二）依申请公开情况
收到申请27件，均在法定期限内答复。
二、主动公开政府信息情况
规章 0 0 3
五、存在的主要问题及改进情况
一是解读以文字为主，视频较少。
六、其他需要报告的事项
2023年度未收取信息处理费，也没有其他事项。"""


def text(words: str) -> Text:
    return Text("年报.txt", tuple(Line(number, line) for number, line in enumerate(words.splitlines(), 1)))


def test_paragraphs_stand_under_the_section_of_their_heading():
    found = cut(text(REPORT))
    assert (found.agency, found.year) == ("云川市水务局", 2023)
    assert [(each.line, each.section) for each in found.paragraphs] == [
        (6, "主动公开"),
        (8, "依申请公开"),
        (12, "问题与改进"),
        (14, "其他事项"),
    ]


@pytest.mark.parametrize(
    ("title", "origin"),
    [
        ("2022年青屏县教育局政府信息公开工作年度报告", ("青屏县教育局", 2022)),
        ("青屏县教育局2022年度政府信息公开年度报告", ("青屏县教育局", 2022)),
        ("工作总结", ("", None)),
    ],
)
def test_agency_and_year_are_read_from_the_title(title, origin):
    found = cut(text(f"{title}\n一、总体情况\n（一）主动公开\n全年发布信息三百条，按时更新。"))
    assert (found.agency, found.year) == origin


def test_lines_that_are_no_passage_are_listed_with_their_reason():
    reasons = {each.line: each.reason for each in cut(text(REPORT)).left_out}
    assert reasons[3] == "表格部分，或正文第一部分之前的内容"
    assert reasons[10] == "表格部分，或正文第一部分之前的内容"
    assert reasons[11] == "标题"


@given(st.lists(st.sampled_from([*REPORT.splitlines(), "", "（三）平台建设"]), max_size=25))
def test_every_line_is_a_passage_or_left_out(lines):
    found = cut(text("\n".join(lines)))
    numbers = {
        number for each in found.paragraphs for number in range(each.line, each.last + 1) if lines[number - 1]
    } | {each.line for each in found.left_out}
    assert numbers == {number for number, line in enumerate(lines, 1) if line.strip()}


def test_a_long_paragraph_is_cut_between_sentences_and_loses_nothing():
    sentence = "组织业务培训两次，参训人员均通过测试。"
    words = sentence * 40
    pieces = [each.text for each in cut(text(f"一、总体情况\n（五）监督保障\n{words}")).paragraphs]
    assert "".join(pieces) == words
    assert max(map(len, pieces)) <= 300
    assert all(piece.endswith("。") for piece in pieces)


def test_headings_that_run_into_their_text_are_taken_off():
    found = cut(
        text(
            "一、总体情况\n4. 平台建设。合并栏目两个，停用更新不及时的论坛。\n（五）监督保障：组织业务培训两次，参训人员数十人。"
        )
    )
    assert [(each.section, each.text) for each in found.paragraphs] == [
        ("平台建设", "合并栏目两个，停用更新不及时的论坛。"),
        ("监督保障", "组织业务培训两次，参训人员数十人。"),
    ]


def test_lines_broken_by_a_page_are_joined():
    found = cut(
        text(
            "一、总体情况\n（五）监督保障\n组织业务培训两次,参训人员均通过\n测试,成绩合格。\n另有座谈一次,讨论公开属性认定。"
        )
    )
    assert [(each.line, each.last, each.text) for each in found.paragraphs] == [
        (3, 4, "组织业务培训两次，参训人员均通过测试，成绩合格。"),
        (5, 5, "另有座谈一次，讨论公开属性认定。"),
    ]

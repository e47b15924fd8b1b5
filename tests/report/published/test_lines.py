import pytest

from assistant.report.published.lines import glue, join_lines, numbered


def joined(text):
    return [block.text for block in join_lines(list(numbered(text)))]


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        (
            "规范公开内容，健全信息发布三审三校\n\n工作机制，落实到位。",
            ["规范公开内容，健全信息发布三审三校工作机制，落实到位。"],
        ),
        (
            "全年组织业务培训二次，参加人员六十三人次。\n十二月开展考核。",
            ["全年组织业务培训二次，参加人员六十三人次。", "十二月开展考核。"],
        ),
        ("一、总体情况\n全年公开信息。", ["一、总体情况", "全年公开信息。"]),
        (
            "云泽县水务局2023年政府信息公开工作年度报告\n根据条例编制。",
            ["云泽县水务局2023年政府信息公开工作年度报告", "根据条例编制。"],
        ),
        (
            "这一行没有句号结尾而且相当长的一行\n（二）下一条。",
            ["这一行没有句号结尾而且相当长的一行", "（二）下一条。"],
        ),
        ("一、本年新收政府信息公开申请数量\n75\n0", ["一、本年新收政府信息公开申请数量", "75", "0"]),
        ("短行\n另一行", ["短行", "另一行"]),
    ],
)
def test_only_lines_broken_inside_a_sentence_are_joined(text, paragraphs):
    assert joined(text) == paragraphs


def test_where_paragraphs_are_indented_the_indent_decides():
    text = "\n".join(f"　　第{n}段开头。这一段很长，\n写到第二行。\n还有第三行。" for n in range(6))
    assert joined(text) == [f"第{n}段开头。这一段很长，写到第二行。还有第三行。" for n in range(6)]


def test_line_numbers_are_those_of_the_file():
    assert [line.spot.line for line in numbered("甲\r\n\r\n乙\r丙\n")] == [1, 3, 4]


def test_words_of_letters_are_kept_apart():
    assert glue("using OA", "system 2") == "using OA system 2"
    assert glue("政府", "信息") == "政府信息"


def test_a_broken_file_does_not_become_one_endless_paragraph():
    blocks = joined("这一行总是没有句号结尾而且相当长，\n" * 3000)
    assert 1 < len(blocks) < 100

import msgspec
import pytest

from assistant.check import Finding, Severity
from assistant.export.notes import finding_lines, source_words, suggestion_lines, unused_words
from assistant.ingest import Place
from assistant.report import Source, Unused
from assistant.retrieve import Suggestion

PAST = Suggestion("p", "旧文。", "新文。", ("【待补充：次数】",), 0.5, "监督保障", "临湖市数据局", 2022, "旧报告")


def test_past_wording_comes_with_its_origin_its_new_wording_and_its_gaps():
    assert list(suggestion_lines(PAST)) == [
        "往年写法（临湖市数据局，2022年，监督保障）：旧文。",
        "按今年情况改写：新文。",
        "尚缺：【待补充：次数】",
        "出处：旧报告",
    ]


def test_past_wording_of_unknown_origin_says_nothing_about_it():
    bare = msgspec.structs.replace(PAST, section="", agency="", year=None, source="", gaps=())
    assert list(suggestion_lines(bare)) == ["往年写法：旧文。", "按今年情况改写：新文。"]


def test_wording_that_only_inspires_says_so():
    inspiring = msgspec.structs.replace(PAST, inspiration_only=True)
    assert "请勿直接套用" in "".join(suggestion_lines(inspiring))


@pytest.mark.parametrize(
    ("finding", "lines"),
    [
        (Finding("r", Severity.ERROR, "分项合计289，总数302", expected=302, actual=289), []),
        (Finding("r", Severity.ERROR, "合计不符", expected=302, actual=289), ["对照值302，实际值289"]),
        (Finding("r", Severity.ERROR, "合计不符", place="table3.granted.total"), ["位置：表三 （一）予以公开 总计"]),
        (Finding("r", Severity.ERROR, "a.txt：打不开", place="a.txt", suggestion="另存"), ["建议：另存"]),
    ],
)
def test_a_finding_adds_only_what_its_message_does_not_say(finding, lines):
    assert list(finding_lines(finding)) == [f"【错误】{finding.message}", *lines, "规则：r"]


def test_sources_are_said_in_words():
    assert source_words(Source("figure", "table4.suit_direct.total")) == "统计数字：表四 行政诉讼—未经复议直接起诉 总计"
    assert source_words(Source("item", "周报.txt:3")) == "工作记录：周报.txt:3"


def test_what_was_not_used_says_where_it_stands():
    unused = Unused("row", "x", "标题甲", "日期不在本年度", Place("导出.xlsx", sheet="1", row=7))
    assert unused_words(unused) == "导出.xlsx 工作表“1” 第7行：标题甲（日期不在本年度）"

"""The same thing told twice with two numbers."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from assistant.check.finding import Severity
from assistant.check.rule import Evidence
from assistant.check.rules.total_conflict import RULE
from assistant.items import chinese_number
from assistant.report import Document, Line


def found(*paragraphs, **tables):
    lines = tuple(Line(1, text, place=f"第{number}段") for number, text in enumerate(paragraphs, 1))
    return list(RULE.find(Evidence(Document("青屏县教育局", 2023, "年度报告", lines, **tables))))


@pytest.mark.parametrize("text", RULE.flags)
def test_it_flags_its_own_bad_examples(text):
    findings = found(text)
    assert findings
    assert all(finding.quote in text for finding in findings)


@pytest.mark.parametrize("text", RULE.passes)
def test_it_passes_its_own_good_examples(text):
    assert found(text) == []


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("2023年，我局收到人大代表建议7件。", "全年承办人大建议8件，均按期答复。"),
        ("本年度收到依申请公开8件，均已办结。", "一年来，我局共受理政府信息公开申请九件。"),
        ("门户网站发布信息100条，其中政策解读20条、公示80条。", "全年发布政策解读材料16条。"),
        ("政策解读20条、公示公告18条，合计38条。", "全年发布政策解读16条。"),
        ("全年办结政府信息公开申请49件。", "均按期答复。答复政府信息公开申请48件。"),
        ("截至年底，现行有效行政规范性文件14件。", "本机关现行有效规范性文件15件。"),
        ("全年召开新闻发布会5场。", "共举行新闻发布会6场。"),
        ("我局共办理建议提案32件。", "建议提案33件全部办结。"),
        ("组织政务公开培训3次。", "全年组织政务公开培训2次。"),
    ],
)
def test_two_numbers_for_one_thing_are_told(paragraphs):
    (finding,) = found(*paragraphs)
    assert finding.expected != finding.actual


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("全年主动公开政府信息302条，其中网站200条、微信102条。", "通过网站公开政府信息200条。"),
        ("收到人大建议7件，政协提案25件。", "人大建议和政协提案共32件均已办结。"),
        ("上半年组织培训1次，下半年组织培训2次。", "全年组织培训3次。"),
        ("办理市人大建议5件。", "办理县人大建议8件。"),
        ("全市各级行政机关收到政府信息公开申请300件。", "市政府本级收到政府信息公开申请30件。"),
        ("2022年收到政府信息公开申请11件。", "2023年收到政府信息公开申请18件，比2022年的11件增加7件。"),
        ("组织业务培训2次。", "开展专题培训1次。"),
        ("新收申请51件，上年结转申请2件。", "53件申请中，办结申请49件。"),
        ("制发行政规范性文件18件，废止行政规范性文件9件。", "现行有效规章7件、行政规范性文件143件。"),
        ("县直部门公开信息300条，乡镇公开信息500条。", "全县公开信息800条。"),
        ("目标为公开信息300条。", "全年公开信息约320余条，其中《政策解读50条》1条。"),
    ],
)
def test_part_and_whole_year_scope_and_channel_are_no_conflict(paragraphs):
    assert found(*paragraphs) == []


def test_the_number_of_the_table_is_the_one_to_keep():
    table = {"new_received": {"total": 9}}
    (finding,) = found("收到政府信息公开申请8件。", "受理政府信息公开申请9件。", table3=table)
    assert (finding.expected, finding.actual, finding.place) == (9, 8, "第1段")
    assert finding.severity is Severity.ERROR


def test_a_channel_may_explain_less_but_not_more_than_the_whole():
    (finding,) = found("网站公开政府信息302条。", "全年公开政府信息298条。")
    assert (finding.severity, finding.expected, finding.actual) == (Severity.WARNING, 298, 302)
    assert found("网站公开政府信息298条。", "全年公开政府信息302条。") == []


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_digits_and_chinese_numerals_are_the_same_number(one, other):
    told = f"全年收到政府信息公开申请{one}件。"
    assume(one != 1 and other != 1)
    assert found(told, f"共受理依申请公开{chinese_number(one)}件。") == []
    findings = found(told, f"共受理依申请公开{chinese_number(other)}件。")
    assert [(each.expected, each.actual) for each in findings] == ([(one, other)] if one != other else [])

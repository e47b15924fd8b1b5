"""Parts against their total: nested lists, lists before the total, rough numbers, channels, brackets, shares."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.check.finding import Severity
from assistant.check.rule import Evidence
from assistant.check.rules.breakdown_sum import RULE
from assistant.items import chinese_number
from assistant.report import Document, Line


def found(*paragraphs):
    lines = tuple(Line(1, text, place=f"第{number}段") for number, text in enumerate(paragraphs, 1))
    return list(RULE.find(Evidence(Document("青屏县教育局", 2023, "年度报告", lines))))


@pytest.mark.parametrize("text", RULE.flags)
def test_it_flags_its_own_bad_examples(text):
    findings = found(text)
    assert findings
    assert all(finding.quote in text and finding.suggestion for finding in findings)


@pytest.mark.parametrize("text", RULE.passes)
def test_it_passes_its_own_good_examples(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected", "actual"),
    [
        ("本局主动公开信息 90条,其中,通知 40条、公示 30条,解读 19条。", 90, 89),
        ("收到申请46件（自然人39件、法人或其他组织8件）。", 46, 47),
        ("自然人提出三十九件，法人和其他组织提出七件，合计四十七件。", 47, 46),
        ("公开330条，其中A类120条（含A1类70条、A2类40条）、B类210条。", 120, 110),
        ("被诉3件，胜诉2件，败诉2件。", 3, 4),
        ("复议案件6件，已审结5件（维持4件、撤销1件），尚在审理2件。", 6, 7),
        ("梳理文件67件，继续有效52件、修改7件、废止9件。", 67, 68),
        ("收到来信215封，已答复209封，正在办理7封。", 215, 216),
        ("受理申请50件。其中，网络申请30件，信函申请19件，当面申请2件。", 50, 51),
        ("收到申请46件。从申请方式看，网络申请30件，信函申请15件。", 46, 45),
        ("收到的46件申请中，予以公开30件，不予公开10件，无法提供4件。", 46, 44),
        ("制作图解、视频各5件，共12件解读产品。", 12, 10),
        ("印制资料3.5万份，其中折页2万份、手册1.8万份。", 35000, 38000),
        ("收取费用2400元，其中按件计收1800元、按量计收500元。", 2400, 2300),
        ("召开会议１２次，其中常务会议８次、专题会议５次。", 12, 13),
        ("网站、微信、微博分别发布80条、30条、25条，共计134条。", 134, 135),
    ],
)
def test_a_total_and_its_parts_are_told_with_both_numbers(text, expected, actual):
    findings = found(text)
    (finding,) = findings
    assert (finding.expected, finding.actual) == (expected, actual)
    assert finding.quote in text


@pytest.mark.parametrize(
    "text",
    [
        "发布信息800条，其中政策解读20条、回应关切6条。",
        "开展培训2次，参训63人次，其中县直40人次。",
        "发布稿件620余篇，其中省级媒体370余篇、市级媒体200篇、县级媒体50篇。",
        "月均发布155条，其中7月最多，为213条。",
        "收到建议7件，其中主办2件，会办5件，主动在网站公开3件。",
        "本局收到申请12件，上年结转1件，其中自然人10件、法人3件。",
        "培训5期、680人次（线上400人次，线下280人次）。",
        "发现疑似问题217个，已整改163个、整改中40个，其余不属于问题。",
        "较上年分别增加5件、3件，全年共18件。",
        "信访事项按“诉求合理的解决12件、诉求无理的教育3件、共16件”的口径统计。",
        "发布信息50条，其中图解12条；视频发布8条。",
        "现行有效文件64件，比上年末净增6件（新制发9件，废止3件）。",
        "承办件74件，全文公开58件、摘要公开9件、不予公开7件，另有3件延期。",
        "公文公开330条（政策文件120条，其中规范性文件30条；其他文件210条）。",
        "本年收到申请46件，自然人39件，法人7件，合计46件。",
        "申请涉及学区11件、年检4件、教师招聘3件，合计占全年21件的85.7%。",
    ],
)
def test_what_may_be_right_is_left_alone(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("公开信息120条，其中政策文件30条、政策解读22条、其他69条。", Severity.ERROR),
        ("公开信息约120条，其中政策文件30条、政策解读22条、其他99条。", Severity.WARNING),
        ("公开信息120条，其中网站发布80条、微信推送60条。", Severity.WARNING),
        ("公开信息120条，其中动态80条、公告60条，部分信息重复发布、同步推送。", Severity.ERROR),
        ("收到申请20件（含上年结转），其中自然人12件、法人9件。", Severity.WARNING),
        ("公开信息1000条，其中动态500条、公告60条、解读20条。", Severity.WARNING),
    ],
)
def test_only_what_can_be_proved_is_an_error(text, severity):
    assert [each.severity for each in found(text)] == [severity]


def test_shares_that_are_said_to_be_all_must_make_a_hundred():
    assert [(each.expected, each.actual) for each in found("网络、信函、当面申请分别占60.5%、30.2%、8.3%。")] == [
        (100, 99)
    ]
    assert found("网络、信函、当面申请分别占60.5%、30.2%、9.4%。") == []
    assert found("涉及征地的占40.3%，涉及规划的占21.1%。") == []


def test_a_finding_says_where_and_how_it_was_calculated():
    (finding,) = found("概述。", "办理代表建议6件、委员提案9件，共计16件。")
    assert finding.place == "第2段"
    assert finding.section == 1
    assert "6＋9＝15" in finding.suggestion


counts = st.lists(st.integers(1, 3000), min_size=3, max_size=8)


@given(counts)
def test_parts_that_add_up_are_never_flagged(parts):
    listed = "、".join(f"第{chr(65 + index)}类{part}条" for index, part in enumerate(parts))
    listed = listed.replace("第", "")
    assert found(f"发布信息{sum(parts)}条，其中{listed}。") == []
    assert found(f"{listed}，共计{sum(parts)}条。") == []


@given(counts, st.integers(1, 40))
def test_parts_beyond_their_total_are_always_told(parts, more):
    listed = "、".join(f"{chr(65 + index)}类{part}条" for index, part in enumerate(parts))
    (finding,) = found(f"发布信息{sum(parts)}条，其中{listed}、其他{more}条。")
    assert (finding.expected, finding.actual) == (sum(parts), sum(parts) + more)


@given(counts, st.integers(1, 40))
def test_chinese_numerals_are_added_up_like_digits(parts, less):
    listed = "、".join(f"{chr(65 + index)}类{chinese_number(part)}条" for index, part in enumerate(parts))
    (finding,) = found(f"发布信息{chinese_number(sum(parts) + less)}条，分别为{listed}。")
    assert (finding.expected, finding.actual) == (sum(parts) + less, sum(parts))

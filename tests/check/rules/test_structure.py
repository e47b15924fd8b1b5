"""The rules about the whole report: sections, years, parts and headings, tried on one clean report broken in one place."""

import pytest

from assistant.check.rule import Evidence
from assistant.check.rules import (
    announced_parts,
    decree_cited_wrongly,
    empty_section,
    missing_section,
    mixed_heading_levels,
    outdated_format,
    overview_part_missing,
    section_order,
    stale_year,
    statistical_period,
    year_conflict,
)
from assistant.report import Document, Line

RULES = (
    announced_parts.RULE,
    decree_cited_wrongly.RULE,
    empty_section.RULE,
    missing_section.RULE,
    mixed_heading_levels.RULE,
    outdated_format.RULE,
    overview_part_missing.RULE,
    section_order.RULE,
    stale_year.RULE,
    statistical_period.RULE,
    year_conflict.RULE,
)
OPENING = (
    "本报告根据《中华人民共和国政府信息公开条例》编制，包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、"
    "政府信息公开行政复议、行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项六部分。"
    "数据统计期限为2025年1月1日至2025年12月31日。"
)
HEADINGS = [
    "一、总体情况",
    "二、主动公开政府信息情况",
    "三、收到和处理政府信息公开申请情况",
    "四、政府信息公开行政复议、行政诉讼情况",
    "五、存在的主要问题及改进情况",
    "六、其他需要报告的事项",
]
BODY = {
    1: [
        "（一）主动公开。2025年，本局公开信息120条，比2024年增加8条。",
        "（二）依申请公开。收到申请7件。",
        "（三）政府信息管理。废止文件1件。",
        "（四）平台建设。改版网站栏目3个。",
        "（五）监督保障。培训2次。",
    ],
    5: ["（一）存在的主要问题", "预算栏目2项内容更新超过3个月。", "（二）改进情况", "2026年6月底前逐月核对预算栏目。"],
    6: ["（一）2025年度未收取信息处理费。"],
}


def whole(order=(1, 2, 3, 4, 5, 6), opening=OPENING, body=None, **changes):
    lines = [Line(0, opening)] if opening else []
    for no in order:
        lines.append(Line(no, HEADINGS[no - 1], heading=True, level=1, place=HEADINGS[no - 1]))
        lines += [Line(no, text) for text in (body or BODY).get(no, ())]
    tables = {name: {"row": {"total": 0}} for name in ("table2", "table3", "table4")}
    title = changes.pop("title", "云州市水务局2025年政府信息公开工作年度报告")
    return Document("云州市水务局", changes.pop("year", 2025), title, tuple(lines), **{**tables, **changes})


def found(rule, document):
    return list(rule.find(Evidence(document)))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_clean_report_has_no_finding(rule):
    assert not found(rule, whole())


@pytest.mark.parametrize("no", [1, 5, 6])
def test_a_section_left_out_is_named(no):
    (finding,) = found(missing_section.RULE, whole([each for each in range(1, 7) if each != no]))
    assert (finding.severity, finding.section) == ("error", no)
    assert HEADINGS[no - 1] in finding.message


def test_a_file_with_hardly_any_section_is_asked_about_once():
    (finding,) = found(missing_section.RULE, whole([1], table2={}, table3={}, table4={}))
    assert finding.severity == "warning"


def test_sections_in_another_order_are_an_error():
    (finding,) = found(section_order.RULE, whole([1, 2, 4, 3, 5, 6]))
    assert finding.severity == "error"
    assert finding.quote == HEADINGS[2]


def test_a_wrong_number_before_a_heading_is_told():
    document = whole()
    lines = [
        Line(6, "五、其他需要报告的事项", heading=True, level=1) if x.text == HEADINGS[5] else x for x in document.lines
    ]
    (finding,) = found(section_order.RULE, Document("局", 2025, "", tuple(lines)))
    assert (finding.expected, finding.actual) == (6, 5)


@pytest.mark.parametrize(("no", "severity"), [(1, "error"), (5, "error"), (6, "error")])
def test_a_heading_with_nothing_below_is_an_error(no, severity):
    (finding,) = found(empty_section.RULE, whole(body={**BODY, no: []}))
    assert (finding.severity, finding.section) == (severity, no)


def test_a_table_nobody_could_read_is_asked():
    (finding,) = found(empty_section.RULE, whole(table3={}))
    assert (finding.severity, finding.section) == ("warning", 3)


@pytest.mark.parametrize("text", ["无。", "无", "暂无", "没有问题。"])
def test_only_wu_in_section_five_is_an_error(text):
    (finding,) = found(empty_section.RULE, whole(body={**BODY, 5: [text]}))
    assert finding.severity == "error"


@pytest.mark.parametrize(
    ("period", "severity"),
    [
        ("2025年1月1日至12月31日", None),
        ("2025年1月1日起至2025年12月31日止", None),
        ("2024年1月1日至2024年12月31日", "error"),
        ("2025年1月1日至2025年11月30日", "warning"),
        ("", "warning"),
    ],
)
def test_the_period_is_the_whole_year_of_the_report(period, severity):
    text = f"本报告数据统计期限为{period}。" if period else "本报告依法编制。"
    findings = found(statistical_period.RULE, whole(opening=text))
    assert [each.severity for each in findings] == ([severity] if severity else [])


def test_a_title_of_another_year_is_an_error():
    (finding,) = found(year_conflict.RULE, whole(title="云州市水务局2024年政府信息公开工作年度报告"))
    assert (finding.expected, finding.actual) == (2025, 2024)


def test_a_text_that_mostly_tells_another_year_is_asked_about():
    body = {**BODY, 1: [f"2024年{month}月发布信息。" for month in range(1, 9)]}
    assert found(year_conflict.RULE, whole(body=body))[0].actual == 2024


def test_the_opening_of_another_year_is_asked_about():
    opening = "现公布2024年政府信息公开工作年度报告。" + OPENING
    assert [each.actual for each in found(year_conflict.RULE, whole(opening=opening))] == [2024]


def test_sections_numbered_in_two_ways_are_told():
    body = {**BODY, 1: ["1. 主动公开。公开信息120条。", "2. 依申请公开。收到申请7件。"], 6: [*BODY[6], "1、建议办理。"]}
    first, second = found(mixed_heading_levels.RULE, whole(body=body))
    assert "第1部分直接用“1.”" in first.message
    assert "1处用“1、”" in second.message


@pytest.mark.parametrize(
    ("index", "name"),
    [(0, "主动公开"), (1, "依申请公开"), (2, "政府信息管理"), (3, "政府信息公开平台建设"), (4, "监督保障")],
)
def test_a_part_left_out_of_section_one_is_named(index, name):
    body = {**BODY, 1: [text.replace("公开信息", "上线内容") for place, text in enumerate(BODY[1]) if place != index]}
    assert [name in each.message for each in found(overview_part_missing.RULE, whole(body=body))] == [True]


@pytest.mark.parametrize(("form", "fires"), [("2021", False), ("2019", True), ("older", True)])
def test_an_old_form_is_told_for_new_years_only(form, fires):
    assert bool(found(outdated_format.RULE, whole(format=form))) is fires
    assert not found(outdated_format.RULE, whole(format=form, year=2020))

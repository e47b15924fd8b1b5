"""Sentences of last year."""

import pytest

from assistant.check import Severity
from assistant.check.rules import last_year_left_in, problems_repeated, promises_unmentioned, repeated_sentences

OLD = "围绕统计数据发布优化门户网站栏目设置，方便企业和居民查询。"
NEW = "四月起在政务服务大厅设置查阅终端两台，为老年人提供现场引导。"
LAW = "本报告根据《中华人民共和国政府信息公开条例》要求编制，请各界监督。"


def test_a_section_that_repeats_itself_is_told_with_its_share(run, document):
    other = "每周三由专人核对各科室报送的统计快讯，发现错误当日退回。"
    findings = run(repeated_sentences.RULE, OLD, other, NEW, previous=document(OLD, other, year=2024))
    assert [each.severity for each in findings] == [Severity.WARNING, Severity.INFO, Severity.INFO]
    assert 0.5 < findings[0].actual < 0.8
    assert [each.quote for each in findings[1:]] == [OLD, other]


@pytest.mark.parametrize("text", [NEW, LAW, "一、总体情况。", "未收取信息处理费，无其他需要报告的事项。"])
def test_new_sentences_law_and_fixed_phrases_are_not_counted(run, document, text):
    previous = document(OLD, LAW, "一、总体情况。", "未收取信息处理费，无其他需要报告的事项。", year=2024)
    assert run(repeated_sentences.RULE, text, previous=previous) == []


def test_without_last_years_report_nothing_is_said(run):
    rules = (repeated_sentences, problems_repeated, promises_unmentioned, last_year_left_in)
    assert [run(module.RULE, OLD) for module in rules] == [[], [], [], []]

"""The rules that look at a draft and what it was made from: each fires on its evidence and is silent without it."""

from datetime import date

import pytest

from assistant.check import RULES, Evidence, check
from assistant.classify import Label
from assistant.draft import Claim, Noted
from assistant.ingest import Place, Problem
from assistant.items import Item, find_facts
from assistant.report import Paragraph, Report, Section, Sentence, Source, document_of
from assistant.statistics import Deadline, Delay, Figure, Figures, Origin, check_identities
from assistant.taxonomy import Part


def evidence(text, sources, figures=(), notes=(), gaps=(), **more):
    sentence = Sentence(text, tuple(Source(*source) for source in sources), tuple(gaps))
    section = Section(1, "一、总体情况", (Paragraph((sentence,), part="主动公开"),))
    report = Report("云川市水务局", 2025, "标题", (section,), {}, {}, {}, {})
    return Evidence(document_of(report), report=report, figures=Figures(figures), notes=tuple(notes), **more)


def found(rule, of):
    return [finding for finding in check(of) if finding.rule == rule]


def note(text, needs_review=False, residue=()):
    label = Label("无", 0.9, "监督保障", 0.55, needs_review, ())
    return Noted(
        Item("记录:3", text, Place("记录", line=3), find_facts(text, 2025)),
        label,
        text,
        Part.SUPERVISION,
        "培训",
        residue,
    )


TOTAL = Figure("publication.total", 289, "条", Origin.COUNTED)


def test_a_number_without_a_source_is_an_error():
    (finding,) = found("unsourced-number", evidence("公开信息302条。", [("figure", "publication.total")], [TOTAL]))
    assert "302" in finding.message and finding.severity == "error"


def test_numbers_of_figures_notes_and_dates_have_sources():
    told = note("8.21挂了图解3份")
    assert not found("unsourced-number", evidence("公开信息289条。", [("figure", "publication.total")], [TOTAL]))
    assert not found("unsourced-number", evidence("8月21日，发布图解3份。", [("item", "记录:3")], notes=[told]))


def test_a_sum_over_a_group_of_table_three_has_its_rows_as_source():
    rows = [Figure(f"table3.{row}.total", 2, "件", Origin.COMPUTED) for row in ("unable_not_held", "unable_unclear")]
    of = evidence("无法提供4件。", [("figure", each.key) for each in rows], rows)
    assert not found("unsourced-number", of)


def test_a_missing_fact_is_asked_for():
    (finding,) = found(
        "missing-fact", evidence("培训【待补充：培训次数】次。", [("template", "x")], gaps=["【待补充：培训次数】"])
    )
    assert finding.message == "一、总体情况缺少：培训次数"


def test_material_that_could_not_be_used_is_named_with_its_place():
    problem = Problem(Place("台账.csv", row=5, column="办理结果"), "不认识“转阅”", "请归类")
    (finding,) = found("unusable-material", evidence("无。", [("template", "x")], problems=(problem,)))
    assert "第5行" in finding.message and finding.suggestion == "请归类"


def test_a_broken_identity_names_table_row_and_column():
    table3 = {
        row: dict.fromkeys(("natural_person", "total"), 0)
        for row in ("new_received", "carried_in", "result_total", "carried_out")
    }
    table3["new_received"] = {"natural_person": 7, "total": 8}
    violations = tuple(check_identities({}, table3, {}))
    assert violations
    for finding in found("table-identity", evidence("无。", [("template", "x")], violations=violations)):
        assert finding.section == 3 and "表三" in finding.message


def test_a_contradicting_note_is_an_error_with_both_numbers():
    claim = Claim(note("全年公开302条").item, "publication.total", 302, 289, "公开302条")
    (finding,) = found("note-contradicts-figure", evidence("无。", [("template", "x")], conflicts=(claim,)))
    assert (finding.expected, finding.actual, finding.severity) == (289, 302, "error")


def test_colloquial_rests_and_unsure_labels_are_shown():
    of = evidence("弄了培训。", [("item", "记录:3")], notes=[note("弄了培训", needs_review=True, residue=("弄",))])
    assert found("colloquial-wording", of)[0].message == "用语待润色：弄"
    assert "55%" in found("uncertain-label", of)[0].message


def test_only_a_long_overview_is_called_long():
    assert not found("overlong-overview", evidence("字" * 1000, [("template", "x")]))
    assert found("overlong-overview", evidence("字" * 1101, [("template", "x")]))[0].actual == 1101


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_says_why_and_where_it_is_written(rule):
    assert rule.why and rule.source
    assert all("a" <= letter <= "z" or letter == "-" for letter in rule.name)


def test_a_late_request_is_named_by_its_row_alone():
    late = Deadline(Place("台账.csv", row=3), Delay.LATE, date(2024, 4, 1), date(2024, 5, 20), 30)
    soon = Deadline(Place("台账.csv", row=9), Delay.SOON, date(2025, 1, 3), None, 2)
    first, second = found("late-reply", evidence("无。", [("template", "x")], deadlines=(late, soon)))
    assert first.message == "台账.csv 第3行：答复超过法定期限30个工作日（应于2024-04-01前答复）"
    assert second.severity == "info" and "只剩2个工作日" in second.message

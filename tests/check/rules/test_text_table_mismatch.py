"""Numbers of the text against the tables."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.check import Severity
from assistant.check.rules import text_table_mismatch
from assistant.items import chinese_number

RULE = text_table_mismatch.RULE
TRUE = (
    "从办理结果看，予以公开19件，占38.8%；部分公开4件，占8.2%；不予公开6件。",
    "当年新收政府信息公开申请中，来自自然人的41件，来自法律服务机构的3件。",
    "办理行政许可126件、行政处罚9件。",
    "全年发生涉及政府信息公开的行政复议4件，复议机关维持2件。",
    "截至12月31日，仍有4件政府信息公开申请在法定期限内办理。",
    "全年新收政府信息公开申请51件，上年结转2件；办结49件，结转下年度4件，答复均未超过法定期限。",
    "2025年，我局共收到政府信息公开申请53件（含上年结转2件），其中自然人43件、法人或其他组织10件。",
    "全年收办政府信息公开申请51件，承接上年度转来2件，顺延至2026年办理4件，办复49件。",
    "本年度新收政府信息公开申请较上年的40件增长27.5%，达51件。",
    "办结的49件申请中，予以公开19件、部分公开4件、不予公开6件、无法提供14件、不予处理3件、其他处理3件。",
    "予以公开、部分公开和不予公开的政府信息公开申请分别为19件、4件、6件。",
    "政府信息公开申请办理结果：19件予以公开，4件部分公开，14件无法提供（本机关不掌握12件、需另行制作1件）。",
    "因政府信息公开被申请行政复议4件，其中维持2件、纠正1件、尚未审结1件；复议后起诉1件，结果维持1件。",
    "制发行政规范性文件3件，废止1件，截至2025年12月31日现行有效14件。",
    "作出行政许可决定126件、行政处罚决定9件。",
    "有4件政府信息公开申请尚在办理，按规定转入2026年。",
    "受理政府信息公开申请51宗，均来自网络和信函等渠道。",
    "本年共接收政府信息公开申请51件,其中自然人申请41件,商业企业6件,法律服务机构3件。",
    "在答复的政府信息公开申请中，准予公开的19件，区分处理的4件。",
    "从申请人看，51件政府信息公开申请中，自然人提出41件，法人和其他组织提出10件。",
    "截至年底，政府信息公开申请尚未办结4件，将在下一年度继续办理。",
    "去年未办结、今年继续办理的政府信息公开申请2件，今年新增51件。",
    "年内办理完毕政府信息公开申请49件。",
    "政府信息公开申请方面，登记51件，答复49件，跨年办理4件。",
    "因公开答复引发的政府信息公开行政复议案件4件，2件维持，1件被纠正，1件仍在审理中。",
    "行政诉讼方面，全年因政府信息公开被起诉1件，法院判决维持1件。",
    "现行有效的行政规范性文件14件，当年印发规范性文件3件、宣布失效1件。",
    "属于行政执法案卷不予公开的申请2件，涉及过程性信息不予公开的申请2件。",
    "不予处理的政府信息公开申请3件，其中信访举报投诉类2件，重复申请1件。",
)
HEARD = (
    ("政府信息公开申请中，按“重复申请”不予处理9件。", 1),
    ("现行有效行政规范性文件由上年的12件变为24件。", 14),
    ("今年依申请公开66件都答复了。", 51),
    ("我局去年共收到群众提出的政府信息公开申请件68件。", None),
    ("政府信息公开申请共计62件（其中上年结转2件）。", 51),
    ("全年依申请公开共登记办理60件。", 51),
    ("至年末，尚有政府信息公开申请9件未到答复期限。", 4),
    ("全年政府信息公开申请同意公开28件、部分予以公开8件。", 19),
    ("政府信息公开申请答复中，不同意公开的有9件。", 6),
    ("答复政府信息公开申请66件，其中属于其他处理的8件。", 49),
    ("由上一年转来的政府信息公开申请有7件。", 2),
    ("收到政府信息公开申请后，本机关不掌握、告知申请人向其他机关提出的有18件。", 12),
    ("因政府信息公开引发行政诉讼3起。", 1),
    ("政府信息公开行政复议维持6件。", 2),
    ("我局全年出台规范性文件8件。", 3),
    ("行政规范性文件现存有效21件。", 14),
    ("行政机关作出的行政处罚决定共19件。", 9),
    ("全年新收政府信息公开申请1,051件。", 51),
    ("全年新收政府信息公开申请５８件。", 51),
    ("2025年，新收到政府信息公开申请58件，同比增长27.5%（上年40件）。", 51),
    ("政府信息公开申请数量从上年度的40件上升到58件。", 51),
    ("结转至2026年度继续办理的政府信息公开申请为9件。", 4),
    ("未办结的政府信息公开申请6件依法顺延至下一年度。", 4),
    ("政府信息公开申请中，法人或者其他组织申请18件。", 10),
    ("法律服务机构提出政府信息公开申请8件。", 3),
    ("上年度接转政府信息公开申请8件。", 2),
)


@pytest.mark.parametrize(("sentence", "expected"), HEARD)
def test_other_wordings_are_bound_to_the_same_cells(run, sentence, expected):
    found = [each.expected for each in run(RULE, sentence)]
    assert found[:1] == ([expected] if expected is not None else [])


SILENT = (
    "制发公文206件，其中主动公开112件、依申请公开59件、不予公开35件。",
    "逐件认定公开属性，主动公开112件，依申请公开59件，不予公开35件。",
    "我局共收到公民、法人和其他组织政府信息公开申请51件。",
    "收到的51件政府信息公开申请主要涉及统计数据、人口普查等方面。",
    "对内容不明确的19件申请一次性告知补正。",
    "2024年，我局收到政府信息公开申请40件。",
    "新收政府信息公开申请由上年的40件增至51件，增加11件。",
    "通过网络提交政府信息公开申请29件、信函12件、当面提交10件。",
    "全市收到政府信息公开申请810件。",
    "收到代表建议7件，其中主办2件。",
    "办理行政复议备案134件，审理行政复议案件170件。",
    "转载《关于新收政府信息公开申请80件的通报》。",
    "协助市政府办理政府信息公开申请6件。",
    "政府信息公开申请涉及征地拆迁12件、社会保障9件。",
    "上半年收到政府信息公开申请20件。",
    "政府信息公开申请延期答复5件，补正3件，征求第三方意见2件。",
    "收到政府信息公开申请约50件。",
    "比上年多收政府信息公开申请11件。",
    "收到群众留言88件，全部答复。政府信息公开申请按规定办理。",
    "告知申请人政府信息不存在的申请5件。",
    "收到1件要求公开会议记录的政府信息公开申请。",
    "同一申请人先后提出21件内容相近的政府信息公开申请。",
    "收到政府信息公开申请后，前两件予以公开。",
    "汇编省政府现行有效规章126件，公报刊登规范性文件19件。",
    "有9件行政处罚决定书上网超过7个工作日，漏报11件。",
    "政府信息公开申请指南更新后，首批十个事项上线。",
    "开展政府信息公开申请办理培训2次。公开政策解读22件。",
)


@pytest.mark.parametrize("sentence", TRUE)
def test_numbers_that_agree_with_the_tables_are_left_alone(run, sentence):
    assert run(RULE, sentence) == []


@pytest.mark.parametrize("sentence", SILENT)
def test_numbers_of_others_other_years_and_parts_are_left_alone(run, sentence):
    assert run(RULE, sentence) == []


def _broken():
    for sentence in TRUE:
        for match in re.finditer(r"\d+(?=[件宗])", sentence):
            if not re.search("上年的$", sentence[: match.start()]):
                yield sentence, match.span(), int(match.group())


@pytest.mark.parametrize(("sentence", "span", "value"), list(_broken()))
@pytest.mark.parametrize("written", [str, chinese_number])
def test_a_wrong_number_is_found_with_the_right_one(run, sentence, span, value, written):
    text = f"{sentence[: span[0]]}{written(value + 37)}{sentence[span[1] :]}"
    findings = run(RULE, text)
    assert [each.expected for each in findings if each.actual == value + 37] == [value] or any(
        each.actual == value + 37 and each.expected in {51, 41, 8, 53, value} for each in findings
    )
    assert all(each.quote in text and each.quote for each in findings)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stated=st.integers(1, 3000), held=st.integers(1, 3000))
def test_the_stated_number_is_accepted_exactly_if_the_cell_holds_it(run, stated, held):
    findings = run(RULE, f"全年新收政府信息公开申请{stated:,}件。", changed={"table3.new_received.total": held})
    assert [(each.expected, each.actual) for each in findings] == ([] if stated in {held, 51, 41} else [(held, stated)])


def test_the_finding_names_table_row_and_column(run):
    (finding,) = run(RULE, "全年新收政府信息公开申请58件。", part="依申请公开")
    assert "表三“一、本年新收政府信息公开申请数量”行“总计”列为51" in finding.message
    assert (finding.severity, finding.section, finding.place) == (Severity.ERROR, 1, "第1段")
    assert (finding.expected, finding.actual) == (51, 58)


def test_a_group_is_added_up_in_the_suggestion(run):
    (finding,) = run(RULE, "政府信息公开申请不予公开9件。")
    assert "1＋1＋2＋2＝6" in finding.suggestion


@pytest.mark.parametrize(
    "sentence", ["按时办结政府信息公开申请60件。", "收到政府信息公开申请约90件。", "办理政府信息公开申请88件。"]
)
def test_words_that_leave_room_make_it_a_question(run, sentence):
    (finding,) = run(RULE, sentence)
    assert finding.severity == Severity.WARNING


def test_a_case_that_may_be_another_kind_is_a_question(run):
    (finding,) = run(RULE, "全年被申请行政复议12件。")
    assert finding.severity == Severity.WARNING


def test_a_government_counts_its_departments_in(run):
    assert run(RULE, "全县收到政府信息公开申请51件，县政府本级收到9件。", agency="清河县人民政府") == []
    (finding,) = run(RULE, "全县收到政府信息公开申请61件。", agency="清河县人民政府")
    assert (finding.severity, finding.expected) == (Severity.WARNING, 51)


def test_the_text_is_not_blamed_for_a_total_that_is_added_up_wrong(run):
    assert run(RULE, "全年新收政府信息公开申请51件。", changed={"table3.new_received.total": 52}) == []


def test_a_blank_cell_is_no_contradiction(run):
    assert run(RULE, "全年新收政府信息公开申请99件。", changed={"table3.new_received.total": None}) == []


def test_a_part_of_a_row_may_not_exceed_it(run):
    (finding,) = run(RULE, "告知申请人政府信息不存在的申请15件。", part="依申请公开")
    assert (finding.expected, finding.actual) == (12, 15)


def test_half_width_marks_and_blanks_are_read_as_they_stand(run):
    text = "全年新收政府信息公开申请 58 件,办结49 件."
    (finding,) = run(RULE, text)
    assert finding.quote in text
    assert finding.expected == 51

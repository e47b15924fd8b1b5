"""The rules about what section five and six say."""

import pytest

from assistant.check.rule import Evidence
from assistant.check.rules import (
    missing_fee_statement,
    no_problem_named,
    praise_among_problems,
    unmatched_measures,
    vague_problem,
)
from assistant.report import Document, Line

HEADING = Line(5, "五、存在的主要问题及改进情况", heading=True, level=1)


def found(rule, *texts, section=5, year=2025):
    lines = [HEADING] if section == 5 else [Line(section, "六、其他需要报告的事项", heading=True, level=1)]
    document = Document("甲局", year, "", (*lines, *(Line(section, text) for text in texts)))
    return list(rule.find(Evidence(document)))


CLEAN = (
    "（一）存在的主要问题",
    "一是预算栏目2项内容更新超过3个月；二是图解材料只有3份，占全部解读的6%。",
    "（二）改进情况",
    "一是逐月核对预算栏目内容；二是6月底前为每件规范性文件配发图解。",
)


@pytest.mark.parametrize(
    "rule", [no_problem_named.RULE, praise_among_problems.RULE, unmatched_measures.RULE, vague_problem.RULE]
)
def test_problems_with_facts_and_their_measures_have_no_finding(rule):
    assert not found(rule, *CLEAN)


@pytest.mark.parametrize(
    "text",
    [
        "2025年，本局认真贯彻条例，扎实推进公开，全部任务按期完成。",
        "下一步，本局将继续加强培训，落实各项要求。",
        "本局公开工作取得良好成效，受到上级充分肯定。",
    ],
)
def test_work_plans_and_praise_alone_name_no_problem(text):
    (finding,) = found(no_problem_named.RULE, text)
    assert finding.severity == "warning"
    assert finding.quote in text


@pytest.mark.parametrize("text", ["公众号转载多、原创少，原创占31%。", "解读形式单一。", "个别栏目未及时更新。"])
def test_a_problem_in_any_words_is_one(text):
    assert not found(no_problem_named.RULE, text, "下一步，本局将加强培训。")


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("一是公开工作走在全市前列。", "warning"),
        ("公开工作取得明显成效，但与群众期盼仍有距离。", None),
        (
            "不断创新公开形式、拓展公开平台、丰富公开内容、加强解读回应、夯实工作基础，公开工作取得明显成效，但距离要求仍有差距。",
            "info",
        ),
        ("一是解读形式单一。", None),
    ],
)
def test_praise_among_the_problems_is_told_and_less_so_where_it_leads_to_one(text, severity):
    findings = found(praise_among_problems.RULE, "（一）存在的主要问题", text)
    assert [each.severity for each in findings] == ([severity] if severity else [])


def test_praise_among_the_measures_is_left_alone():
    assert not found(praise_among_problems.RULE, *CLEAN, "通过整改，工作取得明显成效。")


def test_two_problems_against_four_measures_are_asked_about_with_both_numbers():
    (finding,) = found(
        unmatched_measures.RULE,
        "(一)存在的主要问题",
        "工作有差距，一是公开力度不够。 二是公开机制不完善。",
        "(二)改进情况",
        "1. 加大公开力度。公开内容。",
        "- 2. 完善制度。",
        "- 3. 拓展渠道。",
        "- 4. 夯实基础。",
    )
    assert (finding.expected, finding.actual) == (2, 4)


def test_a_problem_whose_subject_no_measure_names_is_told():
    (finding,) = found(
        unmatched_measures.RULE,
        "一是政策解读形式单一；二是培训次数少。",
        "下一步，一是增加培训次数；二是组织业务交流。",
    )
    assert "政策解读" in finding.message


def test_each_problem_with_its_own_measure_behind_it_is_read_as_a_pair():
    assert not found(
        unmatched_measures.RULE,
        "1.解读形式单一。下一步将配发图解解读。",
        "2.培训次数少。下一步将每季度培训1次。",
    )


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("一是工作机制有待进一步完善。", True),
        ("一是“财政预决算”栏目有待完善，2项内容没有更新。", False),
        ("二是业务能力还需提高。", True),
    ],
)
def test_a_problem_without_any_fact_is_vague(text, fires):
    assert bool(found(vague_problem.RULE, "（一）存在的主要问题", text)) is fires


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("无其他需要报告的事项。", True),
        ("2025年度未收取信息处理费。", False),
        ("本年度未收取政府信息公开申请费用。", False),
    ],
)
def test_the_fee_must_be_told_even_where_none_was_charged(text, fires):
    assert bool(found(missing_fee_statement.RULE, text, section=6)) is fires
    assert not found(missing_fee_statement.RULE, text, section=6, year=2018)

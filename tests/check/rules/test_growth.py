"""Growth against the numbers of two years, from the sentence or from last year's report."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.check.finding import Severity
from assistant.check.rule import Evidence
from assistant.check.rules.growth import RULE
from assistant.report import Document, Line


def document(text, year=2023, **tables):
    return Document("青屏县教育局", year, "年度报告", (Line(1, text, place="第1段"),), **tables)


def found(text, previous=None):
    return list(RULE.find(Evidence(document(text), previous=previous)))


LAST = document("全年收到政府信息公开申请80件。发布政策解读40条。", 2022, table3={"new_received": {"total": 80}})


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
        ("本年度新收申请较上年的80件增长25%,达112件。", 40, 25),
        ("主动公开信息3646条，同比增长1.05%（2022年为3607条）。", 1.08, 1.05),
        ("受理量从2022年的150件降到2023年的129件，同比下降15%。", 14, 15),
        ("收到一百件，比上年增加二十件，增长百分之三十。", 25, 30),
        ("粉丝由2.1万人增加到2.6万人，增加8000人。", 5000, 8000),
        ("发布信息480条，为上年320条的1.8倍。", 1.5, 1.8),
        ("解读率从90%升至95%，上升6个百分点。", 5, 6),
        ("解读量由20条增至60条，增长3倍。", 2, 3),
    ],
)
def test_the_right_growth_is_calculated(text, expected, actual):
    assert [(each.expected, each.actual) for each in found(text)][:1] == [(expected, actual)]


@pytest.mark.parametrize(
    "text",
    [
        "全年收到申请51件，上年结转2件，同比增长8.5%。",
        "栏目由14个减为11个，另设专区两个。",
        "办件量由60件增加到120件，翻一番。",
        "新增栏目5个，较上年更加规范。",
        "收到申请100余件，较上年的80余件增长约25%。",
        "2021年60件、2022年80件、2023年100件，较上年增长25%。",
        "新收100件，同比增长25%（上年80件）；办结90件，同比增长12.5%（上年80件）。",
        "较上年的80件增长25%，达到100件。",
        "与上年（8件）持平，为8件。",
        "由80件增至100件。",
    ],
)
def test_what_may_be_right_is_left_alone(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected", "severity"),
    [
        ("2023年收到政府信息公开申请100件，同比增长20%。", 25, Severity.ERROR),
        ("全年发布政策解读50条，较上年增加12条。", 10, Severity.WARNING),
    ],
)
def test_last_years_report_gives_the_base_where_the_sentence_does_not(text, expected, severity):
    assert [(each.expected, each.severity) for each in found(text, LAST)] == [(expected, severity)]
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "2023年收到政府信息公开申请100件，同比增长25%。",
        "全年发布政策解读50条，较上年增加10条。",
        "全市收到政府信息公开申请900件，同比增长20%。",
    ],
)
def test_last_years_report_is_not_held_against_another_scope_or_a_right_number(text):
    assert found(text, LAST) == []


def test_growth_from_nothing_has_no_percentage():
    (finding,) = found("本年收到申请12件，上年0件，同比增长100%。")
    assert finding.expected is None
    assert "不能计算" in finding.message


@given(st.integers(10, 5000), st.integers(10, 5000), st.integers(1, 2))
def test_a_rounded_growth_passes_and_one_that_is_off_does_not(base, current, places):
    step = Decimal(1).scaleb(-places)
    exact = Decimal(current - base) * 100 / base
    right = abs(exact).quantize(step, ROUND_HALF_UP)
    word = "下降" if current < base else "增长"
    assert found(f"收到申请{current}件，同比{word}{right}%（上年{base}件）。") == []
    (finding,) = found(f"收到申请{current}件，同比{word}{right + 3 * step}%（上年{base}件）。")
    assert finding.expected == float(right)

"""The examples of the rule, and its cases."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.check.rule import Evidence
from assistant.check.rules import stale_year
from assistant.report import Document, Line


@pytest.mark.parametrize("text", stale_year.RULE.flags)
def test_its_examples_fire_and_the_quote_stands_in_the_sentence(run, text):
    found = run(stale_year.RULE, text)
    assert found
    assert all(each.quote in text for each in found)


@pytest.mark.parametrize("text", stale_year.RULE.passes)
def test_its_counterexamples_do_not_fire(run, text):
    assert not run(stale_year.RULE, text)


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        ("2022年，我局主动公开信息120条。", True),
        ("工作有序。2024年度未收取信息处理费。", True),
        ("2025年，我局主动公开信息120条。", False),
        ("2024年，办理申请12件，比上年减少2件。", False),
        ("2024年，我局承担的系统建设项目通过验收。", False),
        ("依据《2024年工作要点》，我局公开信息3条。", False),
        ("2026年，我局将开展培训。", False),
        ("1998年，全县设乡镇12个。", False),
    ],
)
def test_only_an_earlier_year_told_as_this_years_work_is_asked_about(run, text, fires):
    assert bool(run(stale_year.RULE, text)) is fires


@given(gap=st.integers(1, 6), year=st.integers(2020, 2040))
def test_both_years_are_told(gap, year):
    line = Line(1, f"{year - gap}年，我局主动公开信息5条。")
    (found,) = stale_year.find(Evidence(Document("甲局", year, "", (line,))))
    assert (found.expected, found.actual) == (year, year - gap)

"""Counted things and what they may mean."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.check.reading.mentions import find_mentions, rounds_to
from assistant.check.reading.normal import normal
from assistant.items import chinese_number


def read(text):
    return [(each.number, each.unit) for each in find_mentions(normal(text))]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("发布1,200件、3.5万人次", [(1200, "件"), (35000, "人次")]),
        ("收到申请二十二件，十余场", [(22, "件"), (10, "场")]),
        ("占4.35%，提高百分之三点五，升3个百分点", [(4.35, "%"), (3.5, "%"), (3, "百分点")]),
        ("收费400元、0.04万元、三万元", [(400, "元"), (0.04, "万元"), (3, "万元")]),
        ("主办一件、会办两件", [(1, "件"), (2, "件")]),
        ("线上400人次，近300家，超2万次", [(400, "人次"), (300, "家"), (20000, "次")]),
        ("增长2倍", [(2, "倍")]),
    ],
)
def test_numbers_are_read_as_reports_write_them(text, counted):
    assert read(text) == counted


@pytest.mark.parametrize(
    "text",
    [
        "第2次会议、第二十条、2023年3月5日",
        "20个工作日内，3个月",
        "3至5件、2021-2023年",
        "一件事一次办，每一件申请",
        "几十件、数百次、十几家",
        "《2件事项的通知》“5件”",
        "5个人信息保护，3条例",
    ],
)
def test_what_counts_nothing_is_no_mention(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("550余篇", 550, "577.5"),
        ("近300家", 200, 300),
        ("约100件", 0, 200),
        ("3.5万次", 34500, 35500),
        ("12件", 12, 12),
    ],
)
def test_a_rough_number_has_a_range(text, low, high):
    (mention,) = find_mentions(normal(text))
    assert (mention.low, mention.high) == (Decimal(low), Decimal(high))


@given(st.integers(2, 99999), st.sampled_from(["件", "条", "人次", "场", "篇"]))
def test_chinese_numerals_count_the_same_as_digits(number, unit):
    assert read(f"共{number}{unit}。") == read(f"共{chinese_number(number)}{unit}。") == [(number, unit)]


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_quotient_rounds_to_what_is_printed_from_it(part, whole):
    exact = Decimal(part) * 100 / whole
    (printed,) = find_mentions(normal(f"{round(exact, 2):.2f}%"))
    assert rounds_to(exact, printed)
    assert not rounds_to(exact + Decimal("0.02"), printed)

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ingest import TypedFigures
from assistant.statistics.compare import compare, growth_words, percent
from assistant.statistics.figure import Figure, Figures, Origin

NUMBERS = st.integers(0, 10**6)


@pytest.mark.parametrize(
    ("now", "before", "unit", "words"),
    [
        (10, 8, "件", "同比增长25.0%"),
        (6, 8, "件", "同比下降25.0%"),
        (0, 8, "件", "同比下降100.0%"),
        (8, 8, "件", "与上年持平"),
        (0, 0, "件", "与上年持平"),
        (3, 0, "件", "上年无"),
        (10001, 10000, "条", "同比增加1条"),
        (9999, 10000, "条", "同比减少1条"),
        (2001, 2000, "条", "同比增长0.1%"),
        (1043479, 1000000, "条", "同比增长4.3%"),
        (Decimal("98.0"), Decimal("96.5"), "%", "同比提高1.5个百分点"),
        (Decimal("90"), Decimal("96.5"), "%", "同比下降6.5个百分点"),
    ],
)
def test_growth_is_worded_as_reports_word_it(now, before, unit, words):
    assert growth_words(now, before, unit) == words


@given(NUMBERS, NUMBERS)
def test_the_percentage_is_within_half_a_tenth_and_absent_from_zero(now, before):
    growth = percent(now, before)
    if before == 0:
        assert growth is None
        assert "%" not in growth_words(now, before, "件")
    else:
        assert abs(growth * before - Decimal(now - before) * 100) * 20 <= before


def test_half_a_tenth_is_rounded_up():
    assert percent(20125, 20000) == Decimal("0.6")
    assert percent(20010, 20000) == Decimal("0.1")
    assert percent(19990, 20000) == Decimal("-0.1")


def test_changes_stand_beside_both_years_and_resolve_to_them():
    figures = Figures(
        [
            Figure("table3.new_received.total", 10, "件", Origin.COMPUTED),
            Figure("table3.new_received.natural_person", 9, "件", Origin.COUNTED),
            Figure("table2.penalties.decisions", 4, "件", Origin.COUNTED),
        ]
    )
    tables = {
        "table2": {"penalties": {"decisions": 0}, "licensing": {"decisions": 3}},
        "table3": {"new_received": {"total": 8, "natural_person": 8}},
    }
    found = {figure.key: figure for figure in compare(figures, TypedFigures("上年.yaml", 2022, tables))}
    assert {key: figure.value for key, figure in found.items()} == {
        "previous.table2.penalties.decisions": 0,
        "compare.table2.penalties.decisions.change": 4,
        "previous.table3.new_received.total": 8,
        "compare.table3.new_received.total.change": 2,
        "compare.table3.new_received.total.percent": Decimal("25.0"),
    }
    assert found["compare.table3.new_received.total.change"].parts == (
        "table3.new_received.total",
        "previous.table3.new_received.total",
    )


def test_without_last_year_nothing_is_compared():
    assert compare(Figures([Figure("table3.new_received.total", 10, "件", Origin.COMPUTED)]), None) == ()

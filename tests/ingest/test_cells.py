from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ingest.cells import as_number, clean, is_empty
from assistant.ingest.columns import Column

PLAIN, DATE, NUMBER, FREE = Column(), Column(date=True), Column(number=True), Column(free=True)


@pytest.mark.parametrize("cell", ["", " ", "无", "—", "——", "/", "-", "－", "　", None, "N/A"])
def test_the_words_for_nothing_are_nothing(cell):
    assert is_empty(cell)
    assert clean([cell], PLAIN) == [None]


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        (PLAIN, " 予以公开 ", "予以公开"),
        (PLAIN, "２０２３－１", "2023－1"),
        (PLAIN, "自然人（１）", "自然人（1）"),
        (PLAIN, 3.0, 3),
        (PLAIN, 0.04, 0.04),
        (PLAIN, True, "是"),
        (PLAIN, False, "否"),
        (PLAIN, datetime(2023, 3, 4, 9, 30), date(2023, 3, 4)),
        (PLAIN, time(9, 30), "09:30:00"),
        (PLAIN, "45000", "45000"),
        (PLAIN, "001", "001"),
        (DATE, 45000.0, date(2023, 3, 15)),
        (DATE, 20230315.0, date(2023, 3, 15)),
        (DATE, "2023.3.15", "2023.3.15"),
        (DATE, "待定", "待定"),
        (NUMBER, "1,234", 1234),
        (NUMBER, "１２件", 12),
        (NUMBER, "0.04", 0.04),
        (NUMBER, "12元", "12元"),
        (NUMBER, "约12", "约12"),
        (FREE, "本人13812345678要求公开", "本人〔已隐去〕要求公开"),
        (FREE, "身份证11010119900307123X的档案", "身份证〔已隐去〕的档案"),
        (FREE, "2023年第12345678901号", "2023年第12345678901号"),
    ],
)
def test_a_cell_is_read_as_its_column_says(column, cell, value):
    (read,) = clean([cell], column)
    assert read == value
    assert type(read) is type(value)


def test_the_calendar_of_1904_is_minded():
    assert clean([43538.0], DATE, date1904=True) == [date(2023, 3, 15)]


@given(
    st.lists(st.sampled_from(["无", " 甲 ", "１", "乙", "", "13800000000", "7件"]) | st.text(max_size=5)),
    st.sampled_from([PLAIN, DATE, NUMBER, FREE]),
)
def test_a_column_is_its_cells_one_by_one(cells, column):
    assert clean(cells, column) == [clean([cell], column)[0] for cell in cells]


def test_text_is_no_number():
    assert (as_number("12件"), as_number("合计"), as_number(None), as_number(3.5)) == (12, None, None, 3.5)

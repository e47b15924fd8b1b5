import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.classify.masked import flat, masked


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("8.21挂网", "D挂网"),
        ("８月２１日　挂网", "D 挂网"),
        ("2023-03-14 一图读懂", "D 一图读懂"),
        ("2023年度", "D度"),
        ("3月份发的", "D发的"),
        ("1.5万元，12.5%", "0万元,0%"),
        ("19000条", "0条"),
        ("22份、550余篇、1,382.47万元", "0份、0余篇、0万元"),
        ("PDF版", "pdf版"),
        ("  多  空\n行 ", "多 空 行"),
        ("", ""),
    ],
)
def test_numbers_and_dates_are_hidden(said, read):
    assert masked(said) == read


@given(st.text())
def test_no_digit_but_zero_is_left(text):
    assert not set("123456789") & set(masked(text))


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_the_size_of_a_number_decides_nothing(one, other):
    read = {masked(f"发布信息共计（{number}）条") for number in (one, other) if not 1900 <= number < 2100}
    assert len(read) <= 1


@given(st.text(alphabet=st.characters(max_codepoint=0xFFEF, blacklist_categories=("Cs",), blacklist_characters="İ")))
def test_flattening_keeps_every_character_in_its_place(text):
    assert len(flat(text)) == len(text)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.items import chinese_number, format_number, parse_number


@given(st.integers(0, 10**8))
def test_a_number_survives_being_written_in_chinese(number):
    assert parse_number(chinese_number(number)) == number


@given(st.integers(0, 10**8))
def test_a_number_survives_thousands_separators_and_full_width_digits(number):
    grouped = f"{number:,}"
    assert parse_number(grouped) == number
    assert parse_number(grouped.translate(str.maketrans("0123456789,", "０１２３４５６７８９，"))) == number


@given(st.decimals(0, 10**6, places=3))
def test_a_decimal_survives_being_formatted(value):
    assert parse_number(format_number(float(value))) == float(value)


@given(st.text())
def test_no_text_breaks_the_reader_of_numbers(text):
    value = parse_number(text)
    assert value is None or value >= 0


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,200", 1200),
        ("１２", 12),
        ("3.5", 3.5),
        ("3万余", 30000),
        ("1.2亿", 120000000),
        ("2万3", 23000),
        ("二十二", 22),
        ("廿二", 22),
        ("卅一", 31),
        ("三百廿六", 326),
        ("两百", 200),
        ("两百五", 250),
        ("三万五", 35000),
        ("一千零五", 1005),
        ("〇", 0),
        ("二〇二三", 2023),
        ("550余", 550),
        ("近三百", 300),
        ("约3.5万", 35000),
        ("百余", 100),
        ("二十多", 20),
    ],
)
def test_numbers_are_read_as_clerks_write_them(text, value):
    assert parse_number(text) == value


@pytest.mark.parametrize("text", ["十几", "两三", "数百", "几十", "百", "12,34", "", "条", "一二十", "百百", "9" * 50])
def test_what_is_no_exact_number_has_no_value(text):
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0, "零"),
        (10, "十"),
        (105, "一百零五"),
        (110, "一百一十"),
        (1010, "一千零一十"),
        (10_010, "一万零一十"),
        (110_000, "十一万"),
        (100_000_005, "一亿零五"),
    ],
)
def test_numbers_are_written_as_reports_write_them(number, written):
    assert chinese_number(number) == written


@pytest.mark.parametrize("number", [-1, 10**16])
def test_a_number_out_of_range_is_refused(number):
    with pytest.raises(ValueError, match="cannot write"):
        chinese_number(number)


def test_whole_values_stay_whole():
    assert isinstance(parse_number("3.0万"), int)
    assert format_number(30000.0) == "30000"
    assert format_number(0.04) == "0.04"


@given(st.text("0123456789", min_size=1, max_size=45))
def test_digits_alone_are_read_as_digits_among_spaces(digits):
    assert parse_number(digits) == parse_number(f" {digits} ")
    assert type(parse_number(digits)) is type(parse_number(f" {digits} "))

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ingest.characters import half_width, has_odd_width


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("２０２３年", "2023年"),
        ("ＡＰＰ上线", "APP上线"),
        ("９８．５％", "98.5%"),
        ("（一）、；：“”《》！？，。", "（一）、；：“”《》！？，。"),
        ("一　二", "一 二"),
        ("零\u200b宽", "零宽"),
        ("见附件．", "见附件．"),
    ],
)
def test_digits_and_letters_become_half_width_and_punctuation_stays(written, read):
    assert half_width(written) == read


@given(st.text())
def test_reading_half_width_text_again_changes_nothing(text):
    once = half_width(text)
    assert half_width(once) == once


@given(st.text())
def test_text_without_odd_characters_is_left_alone(text):
    if not has_odd_width(text):
        assert half_width(text) == text

"""Plain lines lead back to the original words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.check.reading.normal import HIDDEN, normal


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("公开 302条,其中,建议 8条", "公开302条，其中，建议8条"),
        ("共１，２００件；占４.３５％", "共1,200件；占4.35%"),
        ("阅读1,200次(含转发300次)", "阅读1,200次（含转发300次）"),
        ("A类5条,210条", "A类5条，210条"),
        ("9:30开始:共3场", "9:30开始：共3场"),
    ],
)
def test_marks_and_digits_take_one_width_and_blanks_go(line, text):
    assert normal(line).text == text


@pytest.mark.parametrize("line", ["《共8件〈含3件〉的通知》", "“共8件”", '"共8件"', "〔2021〕", "【待补充：8件】"])
def test_titles_and_quotations_are_hidden_but_shown_on_demand(line):
    plain = normal(line)
    assert set(plain.text[1:-1]) == {HIDDEN}
    assert len(plain.text) == len(plain.shown)
    assert "8" in line.replace("2021", "8") and plain.shown[1:-1].strip(HIDDEN)


@given(st.text(alphabet='公开，。,()《》“”"  1２３4万件条%％\n', max_size=80), st.data())
def test_every_stretch_leads_back_to_words_of_the_original(line, data):
    plain = normal(line)
    start = data.draw(st.integers(0, len(plain.text)))
    end = data.draw(st.integers(start, len(plain.text)))
    assert plain.quote(start, end) in line
    assert len(plain.offsets) == len(plain.text) == len(plain.shown)

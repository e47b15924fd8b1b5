from decimal import Decimal
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from assistant.export.printed import MISSING, clean, legal, number, pieces

ANYTHING = st.text(st.characters(exclude_categories=())) | st.text("【】待补充：一\x00\n\ud800")


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (0, "0"),
        (1234567, "1234567"),
        (0.04, "0.04"),
        (12.0, "12"),
        (100.0, "100"),
        (Decimal("1.50"), "1.5"),
        (1e-05, "0.00001"),
        (None, MISSING),
        (float("nan"), MISSING),
    ],
)
def test_numbers_are_printed_without_separators_or_idle_zeros(value, printed):
    assert number(value) == printed


@given(ANYTHING)
def test_clean_text_always_fits_into_xml_and_keeps_its_length(text):
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    assert (etree.fromstring(f"<a>{escape(cleaned)}</a>").text or "") == cleaned


def test_characters_xml_can_hold_stay_as_they_are():
    text = "".join(map(chr, (*range(0x20, 0xD800), *range(0xE000, 0xFFFE), 0x20000, 0x10FFFF)))
    assert clean(text) == legal(text) == text
    assert legal("甲\n乙\t\x07") == "甲\n乙\t�"


def test_characters_xml_cannot_hold_stay_visible():
    assert clean("甲\x00乙\x0b丙\ud800") == "甲�乙�丙�"


@given(ANYTHING)
def test_pieces_put_together_are_the_text(text):
    assert "".join(piece for piece, _ in pieces(text)) == text


@given(ANYTHING)
def test_a_gap_is_what_begins_with_the_mark_and_ends_with_its_bracket(text):
    for piece, gap in pieces(text):
        assert piece
        assert gap == (piece.startswith("【待补充") and piece.endswith("】"))

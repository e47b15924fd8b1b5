"""Pictures of bars and lines: whole for any values, and darker where there is more to show."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib import font_manager
from PIL import Image

from assistant.export.canvas import WIDTH, Series, bars_across, bars_up, line

FONT = font_manager.findfont("DejaVu Sans")
values = st.dictionaries(st.text("abcdefgh", min_size=1, max_size=60), st.integers(0, 10**7), min_size=1, max_size=12)


def picture(png):
    return Image.open(io.BytesIO(png))


def dark(png):
    return sum(picture(png).histogram()[:200])


@settings(max_examples=30)
@given(values)
def test_any_values_make_a_picture_as_wide_as_the_page(counted):
    labels = list(counted)
    for png in (
        bars_across(counted, "x", FONT, 0.8 + 0.32 * len(counted)),
        bars_up([Series("", counted, 217, " /.x\\-o")], labels, "x", FONT, 2.4),
        line(list(counted.values()), labels, "x", FONT, 2.4),
    ):
        assert picture(png).width == WIDTH and picture(png).mode == "L"


def test_a_longer_bar_has_more_ink():
    assert dark(bars_across({"a": 100, "b": 90}, "x", FONT, 2)) > dark(bars_across({"a": 100, "b": 10}, "x", FONT, 2))


@pytest.mark.parametrize("hatch", list("/\\x-.o"))
def test_every_hatch_can_be_told_from_a_plain_bar(hatch):
    plain = bars_up([Series("", {"a": 5}, 217, " ")], ["a"], "x", FONT, 2.4)
    assert dark(bars_up([Series("", {"a": 5}, 217, hatch)], ["a"], "x", FONT, 2.4)) > dark(plain)


def test_two_series_stand_side_by_side_with_a_key():
    one, two = Series("new", {"1": 4, "2": 6}, 153), Series("done", {"2": 5}, 230, "/")
    both = bars_up([one, two], ["1", "2"], "x", FONT, 2.4)
    assert dark(both) > dark(bars_up([two], ["1", "2"], "x", FONT, 2.4))

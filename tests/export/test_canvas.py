"""Pictures of bars and lines: whole for any values, and darker where there is more to show."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib import font_manager
from PIL import Image, ImageDraw, ImageFont

from assistant.export.canvas import WIDTH, Series, _Page, bars_across, bars_up, line

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
        assert picture(png).width == WIDTH and picture(png).mode == "P"


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


@settings(max_examples=20, deadline=None)
@given(st.text("abc123 ()", min_size=1, max_size=12), st.sampled_from(["la", "ma", "md", "rm", "lm"]), st.booleans())
def test_a_page_is_saved_dot_by_dot_and_its_words_stand_where_pillow_puts_them(text, anchor, grey):
    page, plain = _Page(FONT, 1), _Page(FONT, 1)
    for each in (page, plain):
        each.image.paste(180 if grey else 255, (0, 0, WIDTH, 150))
    page.text((400, 70), text, anchor)
    font = ImageFont.truetype(FONT, 19)
    plain.draw.text((400, 70), text, fill=0, font=font, anchor=anchor)
    saved = picture(page.png())
    assert saved.tobytes() == page.image.tobytes() == plain.image.tobytes()
    assert [round(dots) for dots in saved.info["dpi"]] == [150, 150]


@settings(max_examples=20, deadline=None)
@given(st.lists(st.floats(20, 280), min_size=2, max_size=12))
def test_a_line_softened_piece_by_piece_is_the_line_softened_whole(heights):
    points = [(40 + number * 75.25, height) for number, height in enumerate(heights)]
    page, whole = _Page(FONT, 2), _Page(FONT, 2)
    page.soft_line(points)
    fine = Image.new("L", (WIDTH * 4, whole.image.height * 4), 0)
    ImageDraw.Draw(fine).line([(x * 4, y * 4) for x, y in points], fill=255, width=10, joint="curve")
    whole.image.paste(0, mask=fine.reduce(4))
    assert page.image.tobytes() == whole.image.tobytes()

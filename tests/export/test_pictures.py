import pytest

from assistant.export.pictures import MissingFont, chinese_font, draw
from assistant.ingest import TypedFigures
from assistant.statistics import Figure, Figures, Origin


def figures(**values):
    return Figures(Figure(key.replace("__", "."), value, "条", Origin.COUNTED) for key, value in values.items())


FULL = figures(
    publication__by_category__政策解读=22,
    publication__by_category__工作进展=210,
    publication__by_month__1=10,
    publication__by_month__2=30,
    table3__granted__total=3,
    table3__unable_not_held__total=2,
    table3__new_received__total=8,
    table3__result_total__total=8,
)
LAST = TypedFigures("上年.yaml", 2024, {"table3": {"new_received": {"total": 6}, "result_total": {"total": 5}}})


@pytest.fixture
def font(monkeypatch):
    try:
        chinese_font()
    except MissingFont:
        monkeypatch.setattr("assistant.export.pictures.chinese_font", lambda: "DejaVu Sans")


@pytest.mark.filterwarnings("ignore:Glyph")
def test_every_picture_has_a_caption_and_says_its_numbers(font):
    charts = draw(FULL, 2025, [LAST])
    assert [chart.section for chart in charts] == [1, 1, 3, 3]
    assert all(chart.png.startswith(b"\x89PNG") for chart in charts)
    assert "工作进展210条、政策解读22条" in charts[0].alt
    assert "1月10条" in charts[1].alt
    assert "予以公开3件" in charts[2].alt
    assert "2024年6件、2025年8件" in charts[3].alt


@pytest.mark.filterwarnings("ignore:Glyph")
def test_the_same_figures_give_the_same_picture(font):
    assert draw(FULL, 2025)[0].png == draw(FULL, 2025)[0].png


def test_nothing_to_draw_is_no_picture():
    assert draw(Figures(), 2025) == []


def test_without_a_chinese_font_the_fonts_to_install_are_named(monkeypatch):
    from matplotlib import font_manager

    monkeypatch.setattr(font_manager.fontManager, "ttflist", [])
    with pytest.raises(MissingFont) as raised:
        draw(FULL, 2025)
    assert "SimHei" in raised.value.hint

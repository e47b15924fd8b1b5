"""Figures as pictures: shares by column, the year's months, outcomes of requests, and the years beside each other.

Drawn for a black-and-white printer: greys and hatching, every bar with its number. Without a Chinese font nothing is
drawn and the fonts to install are named.
"""

from collections.abc import Sequence
from pathlib import Path

from assistant.errors import AssistantError
from assistant.export.canvas import Series, bars_across, bars_up, line
from assistant.export.chart import Chart
from assistant.ingest import TypedFigures
from assistant.statistics import Figures
from assistant.tables import load_tables

_FONTS = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Microsoft YaHei",
    "SimHei",
    "PingFang SC",
    "WenQuanYi Zen Hei",
    "WenQuanYi Micro Hei",
    "SimSun",
    "AR PL UMing CN",
    "AR PL UKai CN",
)
_HATCHES = " /.x\\-o"
"""How the bars of a picture are told apart, one mark each."""
_HEIGHT = 2.4
"""Inches."""


class MissingFont(AssistantError):
    """No font with Chinese characters is installed."""


def chinese_font() -> str:
    """Return the name of an installed font with Chinese characters.

    Raises:
        MissingFont: none of the known ones is installed.

    """
    from matplotlib import font_manager

    installed = {font.name for font in font_manager.fontManager.ttflist}
    if found := next((name for name in _FONTS if name in installed), None):
        return found
    raise MissingFont(
        "没有找到中文字体，图表未绘制", f"请安装其中任意一种：{'、'.join(_FONTS[:6])}；或在设置中写 charts: false"
    )


def draw(figures: Figures, year: int, earlier: Sequence[TypedFigures] = ()) -> list[Chart]:
    """Draw every picture there are figures for.

    Raises:
        MissingFont: there is something to draw and no Chinese font.

    """
    drawings = (
        _columns(figures, year),
        _months(figures, year),
        _outcomes(figures, year),
        _trend(figures, year, earlier),
    )
    return [chart for chart in drawings if chart]


def _columns(figures: Figures, year: int) -> Chart | None:
    counted = [(figure.key.rsplit(".", 1)[1], int(figure.value)) for figure in figures.below("publication.by_category")]
    counted = sorted(((name, value) for name, value in counted if value), key=lambda each: each[1])
    if len(counted) < 2:
        return None
    png = bars_across(dict(reversed(counted)), "条", _font_file(), 0.8 + 0.32 * len(counted))
    said = "、".join(f"{name}{value}条" for name, value in reversed(counted))
    return Chart(png, f"图1 {year}年主动公开信息分栏目数量", f"横条图：{said}。", 1)


def _months(figures: Figures, year: int) -> Chart | None:
    by_month = {
        int(figure.key.rsplit(".", 1)[1]): int(figure.value) for figure in figures.below("publication.by_month")
    }
    if sum(value > 0 for value in by_month.values()) < 2:
        return None
    values = [by_month.get(month, 0) for month in range(1, 13)]
    png = line(values, [f"{month}月" for month in range(1, 13)], "条", _font_file(), _HEIGHT)
    said = "、".join(f"{month}月{value}条" for month, value in enumerate(values, 1))
    return Chart(png, f"图2 {year}年各月主动公开信息数量", f"折线图：{said}。", 1)


def _outcomes(figures: Figures, year: int) -> Chart | None:
    groups: dict[str, tuple[str, ...]] = {"予以公开": ("granted",), "部分公开": ("partial",)}
    rows = load_tables().groups3
    named = (("不予公开", "refused"), ("无法提供", "unable"), ("不予处理", "unprocessed"), ("其他处理", "other"))
    groups |= {name: rows[group] for name, group in named}
    counted = {
        name: sum(int(figures.value(f"table3.{row}.total") or 0) for row in keys) for name, keys in groups.items()
    }
    if not any(counted.values()):
        return None
    png = bars_up([Series("", counted, 217, _HATCHES)], list(counted), "件", _font_file(), _HEIGHT)
    said = "、".join(f"{name}{value}件" for name, value in counted.items())
    return Chart(png, f"图3 {year}年政府信息公开申请办理结果", f"柱形图：{said}。", 3)


def _trend(figures: Figures, year: int, earlier: Sequence[TypedFigures]) -> Chart | None:
    """Draw new requests and results of up to three years."""
    years = {typed.year: typed.tables.get("table3", {}) for typed in earlier if year - 3 < typed.year < year}
    rows = (("新收", "new_received"), ("办结", "result_total"))
    series = {
        name: [(each, value) for each in sorted(years) if (value := years[each].get(row, {}).get("total")) is not None]
        for name, row in rows
    }
    for name, row in rows:
        if (now := figures.value(f"table3.{row}.total")) is not None:
            series[name].append((year, int(now)))
    if max(map(len, series.values())) < 2:
        return None
    shown = sorted({at for points in series.values() for at, _ in points})
    drawn = [
        Series(name, {f"{at}年": int(value) for at, value in points}, grey, hatch)
        for (name, points), grey, hatch in zip(series.items(), (153, 230), ("", "/"), strict=True)
    ]
    png = bars_up(drawn, [f"{at}年" for at in shown], "件", _font_file(), _HEIGHT)
    said = "；".join(
        f"{name}" + "、".join(f"{at}年{value}件" for at, value in points) for name, points in series.items()
    )
    return Chart(png, f"图4 近{len(shown)}年政府信息公开申请情况", f"柱形图：{said}。", 3)


def _font_file() -> Path:
    """Return the file of the font for pictures.

    Raises:
        MissingFont: none with Chinese characters is installed.

    """
    from matplotlib import font_manager

    name = chinese_font()
    return Path(next(font.fname for font in font_manager.fontManager.ttflist if font.name == name))
